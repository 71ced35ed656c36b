// Loaded into each function of the emulator before its code: the issuer of the agents' tokens has a host of AWS, for which the
// emulator answers.
const emulator = process.env.EMULATOR_URL;
const issuer = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\//;
const fetchAnywhere = globalThis.fetch;

globalThis.fetch = (input, init) => {
  const url = input instanceof Request ? input.url : String(input);
  if (!issuer.test(url)) return fetchAnywhere(input, init);
  const here = url.replace(issuer, `${emulator}/`);
  return fetchAnywhere(input instanceof Request ? new Request(here, input) : here, init);
};
