/**
 * The words by which mail programs of all languages announce a quotation. The rules that use them ask for more than a word (a date,
 * an address, a colon at the end), so that a person may use any of these words freely.
 */

/** "wrote" in the forms that clients use, lower case. */
export const verbs: ReadonlySet<string> = new Set(
  [
    'wrote writes schrieb schrieben schreibt geschrieben écrit ecrit escribió escribio escribe scritto scrive',
    'escreveu schreef schrijft geschreven skrev skreiv skriver kirjoitti napisał napisała napisali pisze napsal napsala píše',
    'napísal napísala írta escrit escriure пише написав написала писав написал пишет писал писала написа написао',
    'yazdı yazdi yazmış scris έγραψε napisao rašė parašė rakstīja kirjutas skrifaði escribiu idatzi viết menulis',
    'כתב כתבה כתבו كتب كتبت نوشت เขียน เขียนว่า',
  ].flatMap((line) => line.split(' ')),
);

/** Words of a person's sentence about a mail ("you wrote to me on 3 May:"). */
export const pronouns: ReadonlySet<string> = new Set(
  [
    'i ich ihnen je io yo eu ik jag jeg minä ja я ben you me my us our your he she they mir mich uns ihr ihre ihrem ihren sie mein meine du dir vous nous votre moi usted ustedes nos',
    'lei voi você nós mij jij mig dig mnie pan pani nam mně vám мне вы нам мені ви bana size bize',
  ].flatMap((line) => line.split(' ')),
);

/** "Quoting Ada:", by which webmail of universities announces a quotation. */
export const quotingWords: ReadonlySet<string> = new Set(
  'quoting zitat citando citazione citation citát citaat citat cytat cytuję цитирование цитата цитирую'.split(' '),
);

/** "wrote" in scripts that do not put spaces between words: the sentence ends with them. */
export const gluedVerbs: readonly string[] =
  '写道|寫道|写到|寫到|來信|来信|書きました|のメッセージ|のメール|작성|님이 작성|썼습니다|쓴 글|เขียน|เขียนว่า'.split('|');

/** Which header of a mail a label stands for. */
export type HeaderKind = 'from' | 'sent' | 'date' | 'to' | 'copy' | 'subject' | 'other';

const labels: Readonly<Record<HeaderKind, string>> = {
  from:
    'from|von|de|da|van|fra|från|fran|lähettäjä|od|nadawca|от|от кого|отправитель|від|відправник|feladó|expéditeur|de la|gönderen|' +
    'kimden|από|发件人|發件人|寄件者|寄件人|差出人|送信者|보낸 사람|보낸사람|từ|người gửi|من|المرسل|מאת|remitente|remetente|mittente|' +
    'afzender|afsender|avsändare|odesílatel|odosielateľ|expeditor|от:|pošiljatelj|šalje|siuntėjas|nuo|no|saatja|sūtītājs|발신|발신자|จาก|dari|از',
  sent:
    'sent|gesendet|gesendet am|envoyé|envoyé le|enviado|enviado el|enviado em|enviada em|enviada el|enviat|inviato|inviata|inviato il|' +
    'verzonden|verzonden op|sendt|skickat|skickad|lähetetty|wysłano|wysłane|data wysłania|odesláno|odoslané|odoslaná|küldve|elküldve|' +
    'küldés dátuma|küldés ideje|надіслано|отправлено|послано|gönderilme tarihi|gönderildi|发送时间|發送時間|传送时间|傳送時間|寄件日期|送信日時|' +
    'đã gửi|ngày gửi|تاريخ الإرسال|تم الإرسال|أرسلت|נשלח|στάλθηκε|απεσταλμένα|trimis|poslano|изпратено|saadetud|nosūtīts|išsiųsta|ส่ง|보낸 날짜|보낸날짜|message du',
  date: 'date|datum|dato|data|fecha|päivämäärä|päiväys|dátum|дата|tarih|日期|日時|送信日|日付|날짜|ngày|التاريخ|תאריך|ημερομηνία|dată|วันที่|tanggal|تاریخ',
  to:
    'to|an|à|a|para|aan|til|till|vastaanottaja|do|komu|кому|címzett|kime|alıcı|per a|收件人|收件者|宛先|받는 사람|받는사람|받은 사람|đến|tới|' +
    'إلى|אל|προς|către|za|prima|kam|до|adressaat|saaja|수신|수신자|kepada|ถึง|destinatario|destinatário|destinataire|به',
  copy: 'cc|bcc|cco|kopie|copie|copie à|copia|cópia|kopi|kopia|kopio|dw|udw|копия|копія|másolat|másolatot kap|másolatot kapnak|bilgi|抄送|副本|참조|نسخة|עותק|κοιν|cc:',
  subject:
    'subject|betreff|objet|sujet|asunto|assunto|oggetto|onderwerp|emne|ämne|aihe|temat|předmět|predmet|tárgy|тема|assumpte|konu|主题|' +
    '主題|主旨|件名|제목|chủ đề|tiêu đề|الموضوع|נושא|θέμα|subiect|tema|zadeva|naslov|subjek|perihal|teema|tēma|rubrik|เรื่อง|موضوع',
  other:
    'reply-to|reply to|antwort an|risposta|rispondi a|répondre à|responder a|odpowiedz do|返信先|antwoord aan|svar til|svara till|' +
    'organization|organisation|importance|wichtigkeit|priority|priorität|importancia|attachments|anhänge|newsgroups|resent-from',
};

export const headerLabels: ReadonlyMap<string, HeaderKind> = new Map(
  (Object.keys(labels) as HeaderKind[]).flatMap((kind) =>
    labels[kind].split('|').map((label) => [label, kind] as const),
  ),
);

/** What stands between dashes where the answered mail begins. */
export const dividers: ReadonlySet<string> = new Set(
  (
    'original message|original mail|original e-mail|original email|forwarded message|forwarded mail|reply message|reply|' +
    'ursprüngliche nachricht|originalnachricht|original-nachricht|original nachricht|weitergeleitete nachricht|ursprüngliche mail|' +
    'ursprüngliche e-mail|original-mail|' +
    "message d'origine|message d’origine|message original|message initial|message transféré|e-mail d'origine|courriel original|" +
    'mensaje original|mensaje reenviado|mensagem original|mensagem encaminhada|mensagem reencaminhada|messaggio originale|' +
    'messaggio inoltrato|oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|oprindelig besked|oprindelig meddelelse|' +
    'original besked|videresendt besked|opprinnelig melding|original melding|videresendt melding|ursprungligt meddelande|' +
    'originalmeddelande|vidarebefordrat meddelande|alkuperäinen viesti|välitetty viesti|edelleenlähetetty viesti|' +
    'wiadomość oryginalna|oryginalna wiadomość|wiadomość przekazana|przekazana wiadomość|původní zpráva|původní e-mail|' +
    'přeposlaná zpráva|pôvodná správa|preposlaná správa|eredeti üzenet|továbbított üzenet|missatge original|missatge reenviat|' +
    'исходное сообщение|оригинальное сообщение|пересылаемое сообщение|пересланное сообщение|переадресоване повідомлення|' +
    'оригінальне повідомлення|початкове повідомлення|вихідне повідомлення|переслане повідомлення|orijinal mesaj|özgün ileti|' +
    'orijinal ileti|iletilen mesaj|yönlendirilen ileti|αρχικό μήνυμα|προωθημένο μήνυμα|mesaj original|mesaj redirecționat|' +
    '原始邮件|原始郵件|原邮件|原始信件|转发邮件|转发的邮件|轉寄的郵件|轉寄郵件|元のメッセージ|元のメール|オリジナルメッセージ|転送されたメッセージ|転送メッセージ|' +
    '원본 메시지|원본 메일|원본 이메일|원본메시지|전달된 메시지|thư gốc|tin nhắn gốc|tin nhắn đã chuyển tiếp|thư đã chuyển tiếp|' +
    'الرسالة الأصلية|رسالة أصلية|رسالة معاد توجيهها|הודעה מקורית|הודעה שהועברה|izvorna poruka|originalna poruka|izvirno sporočilo|' +
    'ข้อความต้นฉบับ|ข้อความที่ส่งต่อ|pesan asli|pesan terusan'
  ).split('|'),
);

/** The line with which Apple Mail and some others begin a forwarded mail; they stand without dashes. */
export const forwardLines: ReadonlySet<string> = new Set(
  (
    'begin forwarded message:|anfang der weitergeleiteten nachricht:|début du message transféré:|début du message réexpédié:|' +
    'inizio messaggio inoltrato:|inicio del mensaje reenviado:|início da mensagem reencaminhada:|início da mensagem encaminhada:|' +
    'begin doorgestuurd bericht:|start på videresendt besked:|videresendt melding:|vidarebefordrat brev:|välitetty viesti alkaa:|' +
    'początek przekazywanej wiadomości:|początek wiadomości przekazanej dalej:|začátek přeposílané zprávy:|továbbított üzenet kezdete:|' +
    'начало переадресованного сообщения:|початок листа, який пересилається:|iletilen mesajın başlangıcı:|inici del missatge reenviat:|' +
    '下面是被转发的邮件:|开始转发的邮件:|以下是轉寄的郵件:|転送されたメッセージ:|전달된 메시지 시작:|بداية الرسالة المعاد توجيهها:|תחילת ההודעה שהועברה:'
  ).split('|'),
);
