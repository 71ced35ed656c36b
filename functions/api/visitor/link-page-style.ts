/** The colours are those of the widget and the agents' pages (web/console/tokens.css). */
export const linkPageStyle = `
:root{color-scheme:light dark;--ink:#1b2426;--quiet:#55636a;--line:#dde4e5;--ground:#f3f6f6;--surface:#fff;--accent:#1c6b5a;--on-accent:#fff;--accent-ink:#17594b}
@media (prefers-color-scheme:dark){:root{--ink:#e6ecee;--quiet:#a1afb5;--line:#2e373b;--ground:#101516;--surface:#171d1f;--accent:#217a66;--accent-ink:#78d0ba}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:grid;place-items:center;padding:1.5rem 1rem;background:var(--ground);color:var(--ink);font:1.0625rem/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:break-word}
main{width:100%;max-width:32rem;padding:clamp(1.5rem,6vw,2.75rem);background:var(--surface);border:1px solid var(--line);border-radius:16px}
p{margin:0 0 1.25rem;text-wrap:pretty}
.company{margin:0 0 1.75rem;color:var(--accent-ink);font-weight:650}
h1{margin:0 0 .75rem;font-size:1.5rem;line-height:1.25;letter-spacing:-.01em;text-wrap:balance}
.address{font-weight:600;overflow-wrap:anywhere}
form{margin:0 0 1.75rem}
button{min-height:2.75rem;padding:.6rem 1.25rem;border:1px solid var(--accent);border-radius:10px;font:inherit;font-weight:600;cursor:pointer}
.main{background:var(--accent);color:var(--on-accent)}
.quiet{background:none;color:var(--accent-ink)}
a{color:var(--accent-ink);text-underline-offset:.2em}
.back{margin:0;padding-top:1.25rem;border-top:1px solid var(--line);color:var(--quiet);font-size:.9375rem}
:focus-visible{outline:3px solid var(--accent-ink);outline-offset:3px}
@media (forced-colors:active){button{border-color:ButtonText}}
`;
