import type { Meter } from './meter.ts';
import { beginningOf, endOf } from './phrases.ts';

/**
 * The line that a phone or a mail program puts under a mail: "Sent from my iPhone", "Gesendet mit der GMX Mail App". Such a line
 * begins (or ends) like one and names a device or program; "Sent from my office in Berlin" does not, and stays.
 */
export function isMobileSignature(text: string, plain: string, meter: Meter): boolean {
  if (plain.length > 250 || plain.length < 6) return false;
  const line = withoutLinks(plain, meter);
  if (line.length > 110) return false;
  if (whole(line) !== undefined)
    return !/[!?]/.test(line) && (!line.includes('outlook') || /ios|android|windows|mac|mobile/.test(line));
  const beginning = beginnings(line);
  if (beginning === undefined && !endsAsSignature(line)) return false;
  const rest = meter.pass(line.slice(beginning?.length ?? 0));
  if (!excuse.test(rest) && isSentence(rest, beginning)) return false;
  return meter.test(device, rest) || namesProduct(text, beginning ?? '');
}

/** German puts the verb last in any sentence: "Mein iPhone wurde gesendet" is none. */
function endsAsSignature(line: string): boolean {
  if (line.endsWith('gesendet')) return /^vo[nm] |^diese /.test(line);
  return ends(line) || line.endsWith(' from mobile');
}

function withoutLinks(plain: string, meter: Meter): string {
  const links = /[<([]{1,2}(?:https?|mailto):[^\s>)\]]{1,200}[>)\]]{0,2}|https?:\/\/\S{1,200}/g;
  const line = plain.includes(':') ? meter.replace(plain, links, ' ') : plain;
  return line.replace(/^[\s<([*_>|-]{1,6}/, '').replace(/[\s<>()[\]*_|-]{1,8}$/, '');
}

/** "From my phone" is a signature, "From my point of view the phone" begins a sentence. */
function isSentence(rest: string, beginning: string | undefined): boolean {
  const words = rest.split(' ').length;
  if (/[!?]$/.test(rest) || (rest.endsWith('.') && words > 6)) return true;
  if (beginning === 'from my' || beginning === 'från min') return words > 5;
  if (beginning?.startsWith('von mein') === true) return !/(?:gesendet|geschickt|versendet|geschrieben)\.?$/.test(rest);
  if (beginning === undefined) return words > 7;
  return words > 9 || conjunction.test(rest);
}

const excuse = /excus|typo|brevity|entschuldig|tippfehler|désol|sorry/;
const conjunction =
  /(?:^|\s)(?:because|but|and|yesterday|today|weil|aber|und|gestern|heute|mais|hier|parce|pero|porque|ayer|perché|ma|ieri|maar|men)(?:\s|$)/;

/** Beginnings after which nothing else needs to be known. */
const whole = beginningOf(
  (
    'diese nachricht wurde von meinem|diese nachricht wurde mit|get outlook for|get [outlook for|holen sie sich outlook|laden sie outlook|' +
    'outlook für ios|outlook für android|outlook for ios|outlook for android|télécharger outlook|téléchargez outlook|obtenez outlook|' +
    'outlook pour |scarica outlook|ottieni outlook|obtener outlook|obtenga outlook|obtén outlook|obter o outlook|obter outlook|outlook voor |' +
    'download outlook voor|hent outlook|hämta outlook|skaffa outlook|hanki outlook|pobierz program outlook|pobierz outlook|získat outlook|' +
    'stáhnout outlook|virus-free.|virenfrei.|garanti sans virus|libre de virus.|senza virus.|virusvrij.|sem vírus.|wolny od wirusów.|' +
    'iphone から送信|iphoneから送信|ipad から送信|ipadから送信|发自我的|從我的 iphone|從我的 ipad|從我的手機|发自 |發自我的|发自qq|发自网易|' +
    'outlook downloaden|baixar o outlook|descargar outlook|last ned outlook|lataa outlook|az outlook beszerzése|скачайте outlook|' +
    'загрузите outlook|завантажити outlook|завантажте outlook|отримати outlook|获取 outlook|获取outlook|下载 outlook|取得 outlook|' +
    'ios 版 outlook|android 版 outlook|取得 ios 版 outlook|取得 android 版 outlook|ios için outlook|android için outlook|ios용 outlook|' +
    'android용 outlook|tải outlook|tải xuống outlook|الحصول على outlook|احصل على outlook|קבל את outlook|הורד את outlook|get bluemail for|' +
    'yahoo mail: search, organize|secured with tuta|von unterwegs gesendet'
  ).split('|'),
);

const beginnings = beginningOf(
  (
    'sent from my|sent from|saadetud|sent via|sent with|sent by|sent using|sent on the go|from my|von meinem|von meiner|gesendet von|gesendet mit|' +
    'gesendet über|gesendet aus|versendet mit|envoyé depuis|envoyé de|provenance|envoyé à partir d|envoyé avec|envoyé via|inviato da|inviato con|' +
    'inviata da|enviado desde|enviado con|enviado do|enviado a partir d|enviado pel|enviado de|enviado via|enviada do|enviada desde|' +
    'enviat des d|enviat amb|verzonden met|verzonden vanaf|verzonden vanuit|verzonden via|verstuurd vanaf|verstuurd met|sendt fra|sendt med|sendt via|' +
    'skickat från|skickades från|skickat med|skickat via|från min|lähetetty|wysłane z|wysłano z|odesláno z|odoslané zo|odoslané z|elküldve|küldve|' +
    'надіслано з|відправлено з|отправлено со|отправлено с|отправлено из|отправлено через|poslano s|poslano z|poslato sa|trimis de pe|trimis din|' +
    'στάλθηκε από|εστάλη από|gửi từ|được gửi từ|đã gửi từ|أرسلت من|أُرسلت من|أرسل من|أُرسل من|发送自|ส่งจาก|مرسل من|مُرسل من|נשלח מ|dikirim dari'
  ).split('|'),
);

const ends = endOf(
  'gönderildi|から送信|에서 보냄|에서 보낸 메일|에서 보냈습니다.|傳送|发送|から送信されました|küldve'.split('|'),
);

const device = new RegExp(
  'iphon|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|redmi|nokia|xperia|htc|pixel|oneplus|motorola|blackberry|windows|outlook|mail|' +
    'yahoo|aol|thunderbird|airmail|sparrow|spark|proton|tutanota|tuta|zoho|superhuman|shortwave|bluemail|web\\.de|handy|phone|telefon|teléfon|téléphone|cellul|celul|' +
    'telefoon|mobile|mobil|móvil|mobiel|tablet|device|gerät|appareil|disposit|apparaat|\\bcell\\b|\\bapp\\b|puhelim|laitte|komórk|' +
    'телефон|смартфон|айфон|мобильн|мобільн|почт|пошт|courrier pour|邮件|郵件|邮箱|메일|手机|手機|携帯|スマホ|휴대|هاتف|جوال|טלפון|נייד|điện thoại|τηλέφων|κινητό|bilgisayar',
);

const my = /^\s(?:my|meinem|mon|ma|mi|meu|mijn|min|mojego|mého)\s/;

/** After the beginning comes a product: "Sent from my TI-85", "Sent from my Alcatel Flash". Two names alone are a person's. */
function namesProduct(text: string, beginning: string): boolean {
  if (beginning === '') return false;
  const at = text.toLowerCase().indexOf(beginning);
  const rest = text.slice(at + beginning.length).slice(0, 60);
  const owned = /(?:my|meinem|meiner)$/.test(beginning) || my.test(rest);
  const name = rest.replace(my, '').trimStart();
  return (
    /^["“]?\p{Lu}(?:\p{L}{0,20}[\d-]|\p{Lu})/u.test(name) || (owned && /^["“]?\p{Lu}\p{L}{0,20} \p{Lu}/u.test(name))
  );
}
