/**
 * What a subject says about a mail. All prefixes may be followed by a count (`Re[2]:`, `AW (3):`) and stand before a full-width colon.
 */

const replyPrefix =
  /^(?:re|aw|antw(?:ort)?|sv|vs|odp|ynt|yan|cev|rif|ris|res|resp|ref|vá|vál|απ|σχετ|atb|at|bls|hu|回复|回覆|答复|答覆|返信|回信|답장|회신|trả lời|رد|השב|תשובה|відп|ответ|отв)\s?(?:[[(]\d{1,3}[\])])?\s?[:：]/iu;

const forwardPrefix =
  /^(?:fwd?|fw|wg|tr|trans|rv|enc|i|doorst|pd|prz|vb|vl|iht|ilt|továbbítás|továbbítva|přep|preposl|προωθ|转发|轉寄|转寄|転送|전달|chuyển tiếp|إعادة توجيه|הועבר|пер|переслати?)\s?(?:[[(]\d{1,3}[\])])?\s?[:：]/iu;

/** `Re:` in the languages in which mail programs write it. */
export function isReplySubject(subject: string): boolean {
  return replyPrefix.test(subject.slice(0, 40));
}

/** `Fwd:`, `WG:`, `TR:` and so on. */
export function isForwardSubject(subject: string): boolean {
  return forwardPrefix.test(subject.slice(0, 40));
}

const automatic = (
  'autoreply|auto-reply|auto reply|autoresponse|auto-response|automatic reply|automatic response|automated reply|automated response|' +
  'out of office|out of the office|out-of-office|vacation reply|away from my mail|automatische antwort|automatische rückantwort|' +
  'abwesenheit|abwesenheitsnotiz|abwesenheitsnachricht|abwesenheitsassistent|abwesend|autoantwort|nicht im büro|réponse automatique|' +
  "message d'absence|absence du bureau|absence|absent du bureau|respuesta automática|respuesta automatica|fuera de la oficina|" +
  'fuera de oficina|risposta automatica|fuori sede|fuori ufficio|resposta automática|resposta automatica|ausência temporária|' +
  'fora do escritório|automatisch antwoord|automatische reactie|afwezigheidsbericht|niet aanwezig|autosvar|automatisk svar|' +
  'automatiskt svar|frånvaro|fravær|automaattinen vastaus|poissaolo|automatyczna odpowiedź|odpowiedź automatyczna|nieobecność|' +
  'automatická odpověď|automatická odpoveď|mimo kancelář|automatikus válasz|házon kívül|resposta automàtica|автоматический ответ|' +
  'автоответ|автоматична відповідь|автовідповідь|otomatik yanıt|otomatik cevap|ofis dışında|αυτόματη απάντηση|răspuns automat|' +
  'automatski odgovor|自动回复|自動回覆|自动答复|自動返信|自動応答|不在通知|자동 회신|자동 응답|부재중|trả lời tự động|الرد التلقائي|رد تلقائي|' +
  'תשובה אוטומטית|מענה אוטומטי|balasan otomatis|ตอบกลับอัตโนมัติ'
).split('|');

/**
 * The subject of a vacation responder: one of its phrases, and then a colon, a dash, a date or nothing. "Automatic reply does not
 * work" is a person's sentence, and so is an answer to such a mail ("Re: Automatic reply: …"); "Auto: Bremse quietscht" is a car.
 */
export function isAutomaticSubject(subject: string): boolean {
  const lower = subject.slice(0, 120).normalize('NFC').toLowerCase().replaceAll('’', "'").replaceAll('：', ':').trim();
  const plain = lower.replace(/^\[[^\]]{1,40}\] ?/, '');
  if (plain.startsWith('auto:')) return isReplySubject(plain.slice(5).trim()) || isAutomaticSubject(plain.slice(5));
  return automatic.some((phrase) => plain.startsWith(phrase) && afterPhrase.test(plain.slice(phrase.length)));
}

const afterPhrase =
  /^(?: ?(?:auto-?reply|autoresponse|message|reply|notification|nachricht|assistent))? ?(?:$|[:(!–—-]|(?:until|till|from|bis|vom|ab|jusqu|du|hasta|desde|del|fino|dal|até|tot|van|til|do|od) .{0,30}\d)/;
