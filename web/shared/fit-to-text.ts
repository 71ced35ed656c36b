/**
 * Makes a field as high as its text, `borders` included. Its form keeps its height while that is measured: otherwise the log
 * above would be higher for a moment, and scroll.
 */
export function fitToText(field: HTMLTextAreaElement, borders = 0): void {
  const { form } = field;
  if (form === null) return;
  form.style.height = `${form.offsetHeight}px`;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight + borders}px`;
  form.style.height = '';
}
