/** What a mail and its unsubscribe page say by themselves; the survey brings all other words. */
export interface MailWords {
  /** What inboxes show beside the subject. */
  readonly effort: string
  readonly unsubscribe: string
  /** Asks before anybody is unsubscribed. */
  readonly leave: string
  readonly left: string
}

type Four = readonly [effort: string, unsubscribe: string, leave: string, left: string]

const byTag: Readonly<Record<string, Four>> = {
  ar: [
    'نقرة واحدة تكفي.',
    'إلغاء الاشتراك',
    'هل تريد التوقف عن تلقي هذه الرسائل؟',
    'لن تتلقى هذه الرسائل بعد الآن.',
  ],
  bg: [
    'Достатъчно е едно кликване.',
    'Отписване',
    'Да спрем ли да ви изпращаме тези имейли?',
    'Повече няма да получавате тези имейли.',
  ],
  cs: [
    'Stačí jedno kliknutí.',
    'Odhlásit odběr',
    'Nechcete už tyto e-maily dostávat?',
    'Tyto e-maily už nebudete dostávat.',
  ],
  da: [
    'Det tager kun ét klik.',
    'Afmeld',
    'Vil du ikke længere have disse e-mails?',
    'Du får ikke flere af disse e-mails.',
  ],
  de: [
    'Ein Klick genügt.',
    'Abmelden',
    'Möchten Sie diese E-Mails nicht mehr erhalten?',
    'Sie erhalten diese E-Mails nicht mehr.',
  ],
  el: [
    'Αρκεί ένα κλικ.',
    'Κατάργηση εγγραφής',
    'Θέλετε να μη λαμβάνετε πια αυτά τα email;',
    'Δεν θα λαμβάνετε πια αυτά τα email.',
  ],
  en: [
    'It takes one click.',
    'Unsubscribe',
    'Stop getting these emails?',
    'You will not get these emails any more.',
  ],
  es: [
    'Basta con un clic.',
    'Cancelar suscripción',
    '¿Quiere dejar de recibir estos correos?',
    'Ya no recibirá estos correos.',
  ],
  et: [
    'Piisab ühest klõpsust.',
    'Loobu kirjadest',
    'Kas soovite nendest kirjadest loobuda?',
    'Te ei saa enam neid kirju.',
  ],
  fa: [
    'یک کلیک کافی است.',
    'لغو اشتراک',
    'می‌خواهید دیگر این ایمیل‌ها را دریافت نکنید؟',
    'دیگر این ایمیل‌ها را دریافت نخواهید کرد.',
  ],
  fi: [
    'Yksi napsautus riittää.',
    'Peruuta tilaus',
    'Etkö halua enää saada näitä viestejä?',
    'Et saa enää näitä viestejä.',
  ],
  fr: [
    'Un clic suffit.',
    'Se désabonner',
    'Ne plus recevoir ces e-mails ?',
    'Vous ne recevrez plus ces e-mails.',
  ],
  he: ['מספיקה לחיצה אחת.', 'ביטול הרשמה', 'להפסיק לקבל את ההודעות האלה?', 'לא תקבלו עוד את ההודעות האלה.'],
  hi: ['बस एक क्लिक काफ़ी है।', 'सदस्यता छोड़ें', 'क्या आप ये ईमेल पाना बंद करना चाहते हैं?', 'अब आपको ये ईमेल नहीं मिलेंगे।'],
  hr: [
    'Dovoljan je jedan klik.',
    'Odjava',
    'Želite li prestati primati ove poruke?',
    'Više nećete primati ove poruke.',
  ],
  hu: [
    'Egyetlen kattintás elég.',
    'Leiratkozás',
    'Nem szeretne több ilyen e-mailt kapni?',
    'Nem kap több ilyen e-mailt.',
  ],
  id: [
    'Cukup satu klik.',
    'Berhenti berlangganan',
    'Berhenti menerima email ini?',
    'Anda tidak akan menerima email ini lagi.',
  ],
  it: [
    'Basta un clic.',
    'Annulla iscrizione',
    'Vuole smettere di ricevere queste email?',
    'Non riceverà più queste email.',
  ],
  ja: [
    'ワンクリックで完了します。',
    '配信停止',
    'このメールの配信を停止しますか？',
    '今後、このメールは届きません。',
  ],
  ko: [
    '클릭 한 번이면 됩니다.',
    '수신 거부',
    '이 이메일을 그만 받으시겠어요?',
    '더 이상 이 이메일을 받지 않습니다.',
  ],
  lt: [
    'Pakanka vieno spustelėjimo.',
    'Atsisakyti prenumeratos',
    'Nebenorite gauti šių laiškų?',
    'Šių laiškų daugiau nebegausite.',
  ],
  lv: [
    'Pietiek ar vienu klikšķi.',
    'Atteikties no abonementa',
    'Vai vairs nevēlaties saņemt šos e-pastus?',
    'Jūs vairs nesaņemsiet šos e-pastus.',
  ],
  nb: [
    'Ett klikk er nok.',
    'Meld deg av',
    'Vil du ikke lenger ha disse e-postene?',
    'Du får ikke flere av disse e-postene.',
  ],
  nl: [
    'Eén klik is genoeg.',
    'Afmelden',
    'Wilt u deze e-mails niet meer ontvangen?',
    'U ontvangt deze e-mails niet meer.',
  ],
  pl: [
    'Wystarczy jedno kliknięcie.',
    'Wypisz się',
    'Nie chcesz już otrzymywać tych wiadomości?',
    'Nie będziesz już otrzymywać tych wiadomości.',
  ],
  pt: [
    'Basta um clique.',
    'Cancelar subscrição',
    'Quer deixar de receber estes e-mails?',
    'Não voltará a receber estes e-mails.',
  ],
  'pt-BR': [
    'Basta um clique.',
    'Cancelar inscrição',
    'Quer parar de receber estes e-mails?',
    'Você não receberá mais estes e-mails.',
  ],
  ro: [
    'Un clic este suficient.',
    'Dezabonare',
    'Nu mai doriți să primiți aceste e-mailuri?',
    'Nu veți mai primi aceste e-mailuri.',
  ],
  ru: [
    'Достаточно одного клика.',
    'Отписаться',
    'Больше не присылать вам эти письма?',
    'Вы больше не будете получать эти письма.',
  ],
  sk: [
    'Stačí jedno kliknutie.',
    'Odhlásiť odber',
    'Nechcete už dostávať tieto e-maily?',
    'Tieto e-maily už nebudete dostávať.',
  ],
  sl: [
    'Dovolj je en klik.',
    'Odjava',
    'Ne želite več prejemati teh sporočil?',
    'Teh sporočil ne boste več prejemali.',
  ],
  sr: [
    'Довољан је један клик.',
    'Одјави ме',
    'Желите ли да више не добијате ове поруке?',
    'Више нећете добијати ове поруке.',
  ],
  'sr-Latn': [
    'Dovoljan je jedan klik.',
    'Odjavi me',
    'Želite li da više ne dobijate ove poruke?',
    'Više nećete dobijati ove poruke.',
  ],
  sv: [
    'Ett klick räcker.',
    'Avsluta prenumerationen',
    'Vill du inte längre få dessa mejl?',
    'Du får inte fler av dessa mejl.',
  ],
  th: ['คลิกเพียงครั้งเดียว', 'ยกเลิกการรับอีเมล', 'ต้องการหยุดรับอีเมลเหล่านี้หรือไม่', 'คุณจะไม่ได้รับอีเมลเหล่านี้อีก'],
  tr: [
    'Tek tıklama yeterli.',
    'Abonelikten çık',
    'Bu e-postaları almayı bırakmak istiyor musunuz?',
    'Artık bu e-postaları almayacaksınız.',
  ],
  uk: [
    'Достатньо одного кліка.',
    'Відписатися',
    'Більше не надсилати вам ці листи?',
    'Ви більше не отримуватимете ці листи.',
  ],
  vi: [
    'Chỉ cần một cú nhấp.',
    'Hủy đăng ký',
    'Ngừng nhận những email này?',
    'Bạn sẽ không nhận được những email này nữa.',
  ],
  zh: ['只需点击一下。', '退订', '不再接收此类邮件？', '您将不会再收到此类邮件。'],
  'zh-Hant': ['只需點擊一下。', '取消訂閱', '不再接收這類郵件？', '您將不會再收到這類郵件。'],
}

/** Every language's, by its tag. Data: what needs them asks `mailWordsIn`. */
export function mailWords(): Record<string, MailWords> {
  return Object.fromEntries(
    Object.entries(byTag).map(([tag, [effort, unsubscribe, leave, left]]) => [
      tag,
      { effort, unsubscribe, leave, left },
    ]),
  )
}
