import type { Meter } from './meter.ts';

/**
 * The line that a phone or a mail program puts under a mail: "Sent from my iPhone", "Gesendet mit der GMX Mail App". Such a line
 * begins (or ends) like one and names a device or program; "Sent from my office in Berlin" does not, and stays.
 */
export function isMobileSignature(text: string, plain: string, meter: Meter): boolean {
  if (plain.length > 250 || plain.length < 6) return false;
  const withoutLinks = meter.replace(
    plain,
    /[<([]{1,2}(?:https?|mailto):[^\s>)\]]{1,200}[>)\]]{0,2}|https?:\/\/\S{1,200}/g,
    ' ',
  );
  const line = withoutLinks.replace(/^[\s<([*_>|-]{0,6}/, '').replace(/[\s<>()[\]*_|-]{0,8}$/, '');
  meter.pass(line);
  if (line.length > 110) return false;
  if (whole.some((beginning) => line.startsWith(beginning))) return true;
  const beginning = beginnings.find((words) => line.startsWith(words));
  const end = beginning === undefined && (ends.some((words) => line.endsWith(words)) || /^\S+ from mobile$/.test(line));
  if (beginning === undefined && !end) return false;
  const rest = line.slice(beginning?.length ?? 0);
  const excuses = /excus|typo|brevity|entschuldig|tippfehler|désol|sorry/.test(rest);
  meter.pass(rest);
  if (!excuses && (/[.!?]$/.test(line) || rest.split(' ').length > mostWords(beginning) || conjunction.test(rest)))
    return false;
  if (
    beginning?.startsWith('von mein') === true &&
    !/(?:gesendet|geschickt|verschickt|versendet|geschrieben)$/.test(rest)
  )
    return false;
  return device.test(meter.pass(rest)) || namesProduct(text, beginning ?? '');
}

/** "From my phone" is a signature, "From my point of view the phone" begins a sentence. */
function mostWords(beginning: string | undefined): number {
  return beginning === 'from my' || beginning === 'från min' ? 5 : 9;
}

const conjunction =
  /(?:^|\s)(?:because|but|and|yesterday|today|weil|aber|und|gestern|heute|mais|hier|parce|pero|porque|ayer|perché|ma|ieri|maar|omdat|men)(?:\s|$)/;

/** Beginnings after which nothing else needs to be known. */
const whole = [
  ...[
    'diese nachricht wurde von meinem',
    'diese nachricht wurde mit',
    'get outlook for',
    'get [outlook for',
    'holen sie sich outlook',
  ],
  ...[
    'laden sie outlook',
    'outlook für ios',
    'outlook für android',
    'outlook for ios',
    'outlook for android',
    'télécharger outlook',
  ],
  ...[
    'téléchargez outlook',
    'obtenez outlook',
    'outlook pour ',
    'scarica outlook',
    'ottieni outlook',
    'obtener outlook',
    'obtenga outlook',
  ],
  ...[
    'obtén outlook',
    'obter o outlook',
    'obter outlook',
    'outlook voor ',
    'download outlook voor',
    'hent outlook',
    'hämta outlook',
  ],
  ...[
    'skaffa outlook',
    'hanki outlook',
    'pobierz program outlook',
    'pobierz outlook',
    'získat outlook',
    'stáhnout outlook',
  ],
  ...[
    'virus-free.',
    'virenfrei.',
    'garanti sans virus',
    'libre de virus.',
    'senza virus.',
    'virusvrij.',
    'sem vírus.',
    'wolny od wirusów.',
  ],
  ...[
    'iphone から送信',
    'ipad から送信',
    '发自我的',
    '從我的 iphone',
    '從我的 ipad',
    '從我的手機',
    '发自 ',
    '發自我的',
  ],
];

const beginnings = [
  ...['sent from my', 'sent from', 'sent via', 'sent with', 'sent by', 'sent using', 'sent on the go', 'from my'],
  ...['von meinem', 'von meiner', 'gesendet von', 'gesendet mit', 'gesendet über', 'gesendet aus', 'versendet mit'],
  ...['envoyé depuis', 'envoyé de', 'envoyé à partir d', 'envoyé avec', 'envoyé via'],
  ...[
    'inviato da',
    'inviato con',
    'inviata da',
    'enviado desde',
    'enviado con',
    'enviado do',
    'enviado a partir d',
    'enviado pel',
  ],
  ...['enviado de', 'enviado via', 'enviada do', 'enviada desde', 'enviat des d', 'enviat amb'],
  ...['verzonden met', 'verzonden vanaf', 'verzonden via', 'verstuurd vanaf', 'verstuurd met'],
  ...['sendt fra', 'sendt med', 'sendt via', 'skickat från', 'skickat med', 'skickat via', 'från min', 'lähetetty'],
  ...[
    'wysłane z',
    'wysłano z',
    'odesláno z',
    'odoslané z',
    'odoslané zo',
    'elküldve',
    'küldve',
    'надіслано з',
    'відправлено з',
  ],
  ...[
    'отправлено с',
    'отправлено из',
    'отправлено через',
    'отправлено со',
    'poslano s',
    'poslato sa',
    'trimis de pe',
    'trimis din',
  ],
  ...[
    'στάλθηκε από',
    'gửi từ',
    'được gửi từ',
    'đã gửi từ',
    'أرسلت من',
    'أُرسلت من',
    'مرسل من',
    'مُرسل من',
    'נשלח מ',
    'dikirim dari',
  ],
];

const ends = [
  ...[
    'gesendet',
    'gönderildi',
    'から送信',
    '에서 보냄',
    '에서 보낸 메일',
    '傳送',
    '发送',
    'から送信されました',
    'küldve',
    'ile gönderildi',
  ],
];

const device = new RegExp(
  [
    'iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|redmi|nokia|xperia|htc|pixel|oneplus|motorola|blackberry|windows|outlook|mail',
    'yahoo|aol|thunderbird|airmail|sparrow|spark|proton|tutanota|tuta|zoho|web\\.de|handy|phone|telefon|teléfon|téléphone|cellul|celul',
    'telefoon|mobile|mobil|móvil|mobiel|tablet|device|gerät|appareil|disposit|apparaat|\\bcell\\b|\\bapp\\b|puhelim|laitte|komórk',
    'телефон|смартфон|айфон|мобильн|мобільн|почт|пошт|手机|手機|携帯|スマホ|휴대|هاتف|جوال|טלפון|נייד|điện thoại|τηλέφων|κινητό|bilgisayar',
  ].join('|'),
);

/** After the beginning comes a product: "Sent from my TI-85", "Sent from my Alcatel Flash". Two names alone are a person's. */
function namesProduct(text: string, beginning: string): boolean {
  if (beginning === '') return false;
  const at = text.toLowerCase().indexOf(beginning);
  const rest = text.slice(at + beginning.length).slice(0, 60);
  const owned =
    /(?:my|meinem|meiner)$/.test(beginning) || /^\s(?:my|meinem|mon|ma|mi|meu|mijn|min|mojego|mého)\s/.test(rest);
  const name = rest.replace(/^\s(?:my|meinem|mon|ma|mi|meu|mijn|min|mojego|mého)\s/, '').trimStart();
  return (
    /^["“]?\p{Lu}(?:\p{L}{0,20}[\d-]|\p{Lu})/u.test(name) || (owned && /^["“]?\p{Lu}\p{L}{0,20} \p{Lu}/u.test(name))
  );
}
