import type { QuestionWords, UsualQuestions } from './words.ts'

type Three = readonly [question: string, lowLabel: string, highLabel: string]

/** As surveys in each language put them; where its grammar asks for a gender, in the plural if that is polite. */
const byTag: Readonly<Record<string, Readonly<Record<keyof UsualQuestions, Three>>>> = {
  ar: {
    nps: ['ما مدى احتمال توصيتك بنا لصديق أو زميل؟', 'غير محتمل على الإطلاق', 'محتمل للغاية'],
    csat: ['ما مدى رضاك عنا؟', 'غير راضٍ إطلاقًا', 'راضٍ جدًا'],
    ces: ['سهّلنا عليك إنجاز ما أردت. ما مدى موافقتك؟', 'لا أوافق بشدة', 'أوافق بشدة'],
    effort: ['ما مقدار الجهد الذي كان عليك بذله لإنجاز ذلك؟', 'قليل جدًا', 'كبير جدًا'],
  },
  bg: {
    nps: [
      'Колко вероятно е да ни препоръчате на приятел или колега?',
      'Изобщо не е вероятно',
      'Изключително вероятно',
    ],
    csat: ['Доколко сте доволни от нас?', 'Много недоволни', 'Много доволни'],
    ces: [
      'Улеснихме ви да свършите това, което искахте. Съгласни ли сте?',
      'Напълно несъгласни',
      'Напълно съгласни',
    ],
    effort: ['Колко усилия трябваше да положите, за да свършите това?', 'Много малко', 'Изключително много'],
  },
  cs: {
    nps: [
      'Jak je pravděpodobné, že nás doporučíte příteli nebo kolegovi?',
      'Zcela nepravděpodobné',
      'Velmi pravděpodobné',
    ],
    csat: ['Jak jste s námi spokojeni?', 'Velmi nespokojeni', 'Velmi spokojeni'],
    ces: [
      'Usnadnili jsme vám vyřídit to, co jste potřebovali. Souhlasíte?',
      'Rozhodně nesouhlasím',
      'Rozhodně souhlasím',
    ],
    effort: ['Kolik úsilí jste museli vynaložit, abyste to vyřídili?', 'Velmi málo', 'Velmi mnoho'],
  },
  da: {
    nps: [
      'Hvor sandsynligt er det, at du vil anbefale os til en ven eller kollega?',
      'Slet ikke sandsynligt',
      'Yderst sandsynligt',
    ],
    csat: ['Hvor tilfreds er du med os?', 'Meget utilfreds', 'Meget tilfreds'],
    ces: ['Vi gjorde det nemt for dig at få klaret det, du skulle. Er du enig?', 'Meget uenig', 'Meget enig'],
    effort: ['Hvor stor en indsats krævede det af dig at få det klaret?', 'Meget lille', 'Meget stor'],
  },
  de: {
    nps: [
      'Wie wahrscheinlich ist es, dass Sie uns Freunden oder Kollegen weiterempfehlen?',
      'Überhaupt nicht wahrscheinlich',
      'Äußerst wahrscheinlich',
    ],
    csat: ['Wie zufrieden sind Sie mit uns?', 'Sehr unzufrieden', 'Sehr zufrieden'],
    ces: [
      'Wir haben es Ihnen leicht gemacht, Ihr Anliegen zu erledigen. Stimmen Sie zu?',
      'Stimme überhaupt nicht zu',
      'Stimme voll und ganz zu',
    ],
    effort: ['Wie viel Aufwand war für Sie nötig, um Ihr Anliegen zu erledigen?', 'Sehr wenig', 'Sehr viel'],
  },
  el: {
    nps: [
      'Πόσο πιθανό είναι να μας συστήσετε σε έναν φίλο ή συνάδελφο;',
      'Καθόλου πιθανό',
      'Εξαιρετικά πιθανό',
    ],
    csat: ['Πόσο ικανοποιημένοι είστε από εμάς;', 'Πολύ δυσαρεστημένοι', 'Πολύ ικανοποιημένοι'],
    ces: ['Σας διευκολύναμε να κάνετε αυτό που θέλατε. Συμφωνείτε;', 'Διαφωνώ απόλυτα', 'Συμφωνώ απόλυτα'],
    effort: ['Πόση προσπάθεια χρειάστηκε να καταβάλετε για να το κάνετε;', 'Πολύ λίγη', 'Πάρα πολλή'],
  },
  es: {
    nps: [
      '¿Con qué probabilidad nos recomendaría a un amigo o colega?',
      'Nada probable',
      'Extremadamente probable',
    ],
    csat: ['¿Cuál es su grado de satisfacción con nosotros?', 'Muy insatisfecho', 'Muy satisfecho'],
    ces: [
      'Le hemos facilitado hacer lo que necesitaba. ¿Está de acuerdo?',
      'Totalmente en desacuerdo',
      'Totalmente de acuerdo',
    ],
    effort: ['¿Cuánto esfuerzo tuvo que hacer para conseguirlo?', 'Muy poco', 'Mucho'],
  },
  et: {
    nps: [
      'Kui tõenäoline on, et soovitate meid sõbrale või kolleegile?',
      'Üldse mitte tõenäoline',
      'Äärmiselt tõenäoline',
    ],
    csat: ['Kui rahul te meiega olete?', 'Üldse ei ole rahul', 'Väga rahul'],
    ces: [
      'Tegime teile soovitu saavutamise lihtsaks. Kas nõustute?',
      'Ei nõustu üldse',
      'Nõustun täielikult',
    ],
    effort: ['Kui palju pidite selle tegemiseks vaeva nägema?', 'Väga vähe', 'Väga palju'],
  },
  fa: {
    nps: ['چقدر احتمال دارد ما را به یک دوست یا همکار توصیه کنید؟', 'اصلاً محتمل نیست', 'بسیار محتمل است'],
    csat: ['چقدر از ما رضایت دارید؟', 'بسیار ناراضی', 'بسیار راضی'],
    ces: ['انجام کارتان را برای شما آسان کردیم. آیا موافقید؟', 'کاملاً مخالفم', 'کاملاً موافقم'],
    effort: ['برای انجام این کار چقدر باید تلاش می‌کردید؟', 'خیلی کم', 'خیلی زیاد'],
  },
  fi: {
    nps: [
      'Kuinka todennäköisesti suosittelisit meitä ystävälle tai kollegalle?',
      'En lainkaan todennäköisesti',
      'Erittäin todennäköisesti',
    ],
    csat: ['Kuinka tyytyväinen olet meihin?', 'Erittäin tyytymätön', 'Erittäin tyytyväinen'],
    ces: ['Teimme asioinnistasi helppoa. Oletko samaa mieltä?', 'Täysin eri mieltä', 'Täysin samaa mieltä'],
    effort: [
      'Kuinka paljon vaivaa sinun piti nähdä saadaksesi asiasi hoidettua?',
      'Hyvin vähän',
      'Hyvin paljon',
    ],
  },
  fr: {
    nps: [
      'Quelle est la probabilité que vous nous recommandiez à un ami ou à un collègue ?',
      'Pas du tout probable',
      'Extrêmement probable',
    ],
    csat: ['Quel est votre niveau de satisfaction à notre égard ?', 'Très insatisfait', 'Très satisfait'],
    ces: [
      'Nous vous avons facilité la tâche. Êtes-vous d’accord ?',
      'Pas du tout d’accord',
      'Tout à fait d’accord',
    ],
    effort: ['Combien d’efforts avez-vous dû fournir pour y parvenir ?', 'Très peu', 'Énormément'],
  },
  he: {
    nps: ['מה הסבירות שתמליצו עלינו לחבר או לעמית?', 'לא סביר כלל', 'סביר ביותר'],
    csat: ['מה מידת שביעות הרצון שלכם מאיתנו?', 'מאוד לא מרוצים', 'מרוצים מאוד'],
    ces: ['הקלנו עליכם לעשות את מה שרציתם. האם אתם מסכימים?', 'כלל לא מסכימים', 'מסכימים לחלוטין'],
    effort: ['כמה מאמץ נדרש מכם כדי להשלים את זה?', 'מעט מאוד', 'הרבה מאוד'],
  },
  hi: {
    nps: [
      'इसकी कितनी संभावना है कि आप किसी मित्र या सहकर्मी को हमारी सिफ़ारिश करेंगे?',
      'बिल्कुल संभावना नहीं',
      'बहुत ज़्यादा संभावना',
    ],
    csat: ['आप हमसे कितने संतुष्ट हैं?', 'बहुत असंतुष्ट', 'बहुत संतुष्ट'],
    ces: ['हमने आपके लिए काम पूरा करना आसान बनाया। क्या आप सहमत हैं?', 'पूरी तरह असहमत', 'पूरी तरह सहमत'],
    effort: ['इसे पूरा करने में आपको कितनी मेहनत करनी पड़ी?', 'बहुत कम', 'बहुत ज़्यादा'],
  },
  hr: {
    nps: [
      'Koliko je vjerojatno da ćete nas preporučiti prijatelju ili kolegi?',
      'Uopće nije vjerojatno',
      'Izuzetno vjerojatno',
    ],
    csat: ['Koliko ste zadovoljni nama?', 'Vrlo nezadovoljni', 'Vrlo zadovoljni'],
    ces: [
      'Olakšali smo vam da obavite ono što ste željeli. Slažete li se?',
      'Uopće se ne slažem',
      'U potpunosti se slažem',
    ],
    effort: ['Koliko ste truda morali uložiti da biste to obavili?', 'Vrlo malo', 'Vrlo mnogo'],
  },
  hu: {
    nps: [
      'Mennyire valószínű, hogy ajánlana minket egy barátjának vagy kollégájának?',
      'Egyáltalán nem valószínű',
      'Rendkívül valószínű',
    ],
    csat: ['Mennyire elégedett velünk?', 'Nagyon elégedetlen', 'Nagyon elégedett'],
    ces: [
      'Megkönnyítettük, hogy elintézze, amit szeretett volna. Egyetért ezzel?',
      'Egyáltalán nem értek egyet',
      'Teljes mértékben egyetértek',
    ],
    effort: ['Mekkora erőfeszítésébe került, hogy ezt elintézze?', 'Nagyon kicsi', 'Nagyon nagy'],
  },
  id: {
    nps: [
      'Seberapa besar kemungkinan Anda merekomendasikan kami kepada teman atau rekan kerja?',
      'Sama sekali tidak mungkin',
      'Sangat mungkin',
    ],
    csat: ['Seberapa puas Anda dengan kami?', 'Sangat tidak puas', 'Sangat puas'],
    ces: [
      'Kami memudahkan Anda menyelesaikan keperluan Anda. Apakah Anda setuju?',
      'Sangat tidak setuju',
      'Sangat setuju',
    ],
    effort: [
      'Seberapa banyak upaya yang harus Anda keluarkan untuk menyelesaikannya?',
      'Sangat sedikit',
      'Sangat banyak',
    ],
  },
  it: {
    nps: [
      'Con quale probabilità ci consiglierebbe a un amico o a un collega?',
      'Per nulla probabile',
      'Estremamente probabile',
    ],
    csat: [
      'Qual è il suo grado di soddisfazione nei nostri confronti?',
      'Molto insoddisfatto',
      'Molto soddisfatto',
    ],
    ces: [
      'Le abbiamo reso facile fare ciò di cui aveva bisogno. È d’accordo?',
      'Per niente d’accordo',
      'Completamente d’accordo',
    ],
    effort: ['Quanto sforzo ha dovuto fare per riuscirci?', 'Pochissimo', 'Moltissimo'],
  },
  ja: {
    nps: ['当社を友人や同僚に薦める可能性はどのくらいありますか？', 'まったくない', '非常に高い'],
    csat: ['当社にどの程度満足していますか？', '非常に不満', '非常に満足'],
    ces: ['用件を簡単に済ませることができたと思いますか？', 'まったくそう思わない', '非常にそう思う'],
    effort: ['これを済ませるのに、どの程度の手間がかかりましたか？', '非常に少ない', '非常に多い'],
  },
  ko: {
    nps: ['저희를 친구나 동료에게 추천하실 가능성은 얼마나 되나요?', '전혀 없음', '매우 높음'],
    csat: ['저희에게 얼마나 만족하시나요?', '매우 불만족', '매우 만족'],
    ces: [
      '원하시는 일을 쉽게 처리하실 수 있도록 해 드렸습니다. 동의하시나요?',
      '전혀 동의하지 않음',
      '매우 동의함',
    ],
    effort: ['이 일을 처리하는 데 얼마나 많은 노력이 필요했나요?', '매우 적음', '매우 많음'],
  },
  lt: {
    nps: ['Kiek tikėtina, kad rekomenduosite mus draugui ar kolegai?', 'Visai netikėtina', 'Labai tikėtina'],
    csat: ['Kiek esate mumis patenkinti?', 'Labai nepatenkinti', 'Labai patenkinti'],
    ces: [
      'Padėjome jums lengvai atlikti tai, ko norėjote. Ar sutinkate?',
      'Visiškai nesutinku',
      'Visiškai sutinku',
    ],
    effort: ['Kiek pastangų jums prireikė, kad tai atliktumėte?', 'Labai mažai', 'Labai daug'],
  },
  lv: {
    nps: ['Cik ticams ir, ka jūs mūs ieteiktu draugam vai kolēģim?', 'Nemaz nav ticams', 'Ļoti ticams'],
    csat: ['Cik apmierināti jūs esat ar mums?', 'Ļoti neapmierināti', 'Ļoti apmierināti'],
    ces: [
      'Mēs palīdzējām jums viegli paveikt iecerēto. Vai piekrītat?',
      'Pilnīgi nepiekrītu',
      'Pilnīgi piekrītu',
    ],
    effort: ['Cik daudz pūļu jums bija jāpieliek, lai to paveiktu?', 'Ļoti maz', 'Ļoti daudz'],
  },
  nb: {
    nps: [
      'Hvor sannsynlig er det at du vil anbefale oss til en venn eller kollega?',
      'Ikke sannsynlig i det hele tatt',
      'Svært sannsynlig',
    ],
    csat: ['Hvor fornøyd er du med oss?', 'Svært misfornøyd', 'Svært fornøyd'],
    ces: ['Vi gjorde det enkelt for deg å få gjort det du skulle. Er du enig?', 'Helt uenig', 'Helt enig'],
    effort: ['Hvor mye innsats måtte du legge ned for å få det gjort?', 'Svært lite', 'Svært mye'],
  },
  nl: {
    nps: [
      'Hoe waarschijnlijk is het dat u ons aanbeveelt bij een vriend of collega?',
      'Helemaal niet waarschijnlijk',
      'Uiterst waarschijnlijk',
    ],
    csat: ['Hoe tevreden bent u over ons?', 'Zeer ontevreden', 'Zeer tevreden'],
    ces: [
      'We hebben het u gemakkelijk gemaakt om te doen wat u wilde. Bent u het daarmee eens?',
      'Helemaal mee oneens',
      'Helemaal mee eens',
    ],
    effort: ['Hoeveel moeite heeft het u gekost om dit voor elkaar te krijgen?', 'Zeer weinig', 'Zeer veel'],
  },
  pl: {
    nps: [
      'Na ile prawdopodobne jest, że polecą nas Państwo znajomym lub współpracownikom?',
      'Zupełnie nieprawdopodobne',
      'Bardzo prawdopodobne',
    ],
    csat: ['Na ile są Państwo z nas zadowoleni?', 'Bardzo niezadowoleni', 'Bardzo zadowoleni'],
    ces: [
      'Ułatwiliśmy Państwu załatwienie sprawy. Czy zgadzają się Państwo z tym?',
      'Zdecydowanie się nie zgadzam',
      'Zdecydowanie się zgadzam',
    ],
    effort: ['Ile wysiłku wymagało od Państwa załatwienie tej sprawy?', 'Bardzo mało', 'Bardzo dużo'],
  },
  'pt-BR': {
    nps: [
      'Qual é a probabilidade de você nos recomendar a um amigo ou colega?',
      'Nada provável',
      'Extremamente provável',
    ],
    csat: ['Qual é o seu grau de satisfação conosco?', 'Muito insatisfeito', 'Muito satisfeito'],
    ces: [
      'Facilitamos para você fazer o que precisava. Você concorda?',
      'Discordo totalmente',
      'Concordo totalmente',
    ],
    effort: ['Quanto esforço você precisou fazer para conseguir isso?', 'Muito pouco', 'Muito'],
  },
  pt: {
    nps: [
      'Qual é a probabilidade de nos recomendar a um amigo ou colega?',
      'Nada provável',
      'Extremamente provável',
    ],
    csat: ['Qual é o seu grau de satisfação connosco?', 'Muito insatisfeito', 'Muito satisfeito'],
    ces: [
      'Facilitámos-lhe o que precisava de fazer. Concorda?',
      'Discordo totalmente',
      'Concordo totalmente',
    ],
    effort: ['Quanto esforço teve de fazer para o conseguir?', 'Muito pouco', 'Muito'],
  },
  ro: {
    nps: [
      'Cât de probabil este să ne recomandați unui prieten sau coleg?',
      'Deloc probabil',
      'Extrem de probabil',
    ],
    csat: ['Care este gradul dvs. de satisfacție față de noi?', 'Foarte nemulțumit', 'Foarte mulțumit'],
    ces: [
      'Datorită nouă, ați rezolvat ușor ceea ce v-ați propus. Sunteți de acord?',
      'Dezacord total',
      'Acord total',
    ],
    effort: ['Cât efort a trebuit să depuneți pentru a rezolva acest lucru?', 'Foarte puțin', 'Foarte mult'],
  },
  ru: {
    nps: [
      'Насколько вероятно, что вы порекомендуете нас другу или коллеге?',
      'Крайне маловероятно',
      'Очень вероятно',
    ],
    csat: ['Насколько вы довольны нами?', 'Очень недовольны', 'Очень довольны'],
    ces: [
      'Мы помогли вам легко решить вашу задачу. Вы согласны?',
      'Совершенно не согласны',
      'Полностью согласны',
    ],
    effort: ['Сколько усилий вам пришлось приложить, чтобы это сделать?', 'Очень мало', 'Очень много'],
  },
  sk: {
    nps: [
      'Aké pravdepodobné je, že nás odporučíte priateľovi alebo kolegovi?',
      'Vôbec nie je pravdepodobné',
      'Veľmi pravdepodobné',
    ],
    csat: ['Ako ste s nami spokojní?', 'Veľmi nespokojní', 'Veľmi spokojní'],
    ces: [
      'Uľahčili sme vám vybaviť to, čo ste potrebovali. Súhlasíte?',
      'Rozhodne nesúhlasím',
      'Rozhodne súhlasím',
    ],
    effort: ['Koľko úsilia ste museli vynaložiť, aby ste to vybavili?', 'Veľmi málo', 'Veľmi veľa'],
  },
  sl: {
    nps: [
      'Kako verjetno je, da nas boste priporočili prijatelju ali sodelavcu?',
      'Sploh ni verjetno',
      'Izjemno verjetno',
    ],
    csat: ['Kako zadovoljni ste z nami?', 'Zelo nezadovoljni', 'Zelo zadovoljni'],
    ces: [
      'Olajšali smo vam, da ste opravili, kar ste želeli. Se strinjate?',
      'Sploh se ne strinjam',
      'Popolnoma se strinjam',
    ],
    effort: ['Koliko truda ste morali vložiti, da ste to opravili?', 'Zelo malo', 'Zelo veliko'],
  },
  'sr-Latn': {
    nps: [
      'Koliko je verovatno da ćete nas preporučiti prijatelju ili kolegi?',
      'Uopšte nije verovatno',
      'Izuzetno verovatno',
    ],
    csat: ['Koliko ste zadovoljni nama?', 'Veoma nezadovoljni', 'Veoma zadovoljni'],
    ces: [
      'Olakšali smo vam da obavite ono što ste želeli. Da li se slažete?',
      'Uopšte se ne slažem',
      'U potpunosti se slažem',
    ],
    effort: ['Koliko truda ste morali da uložite da biste to obavili?', 'Veoma malo', 'Veoma mnogo'],
  },
  sr: {
    nps: [
      'Колико је вероватно да ћете нас препоручити пријатељу или колеги?',
      'Уопште није вероватно',
      'Изузетно вероватно',
    ],
    csat: ['Колико сте задовољни нама?', 'Веома незадовољни', 'Веома задовољни'],
    ces: [
      'Олакшали смо вам да обавите оно што сте желели. Да ли се слажете?',
      'Уопште се не слажем',
      'У потпуности се слажем',
    ],
    effort: ['Колико труда сте морали да уложите да бисте то обавили?', 'Веома мало', 'Веома много'],
  },
  sv: {
    nps: [
      'Hur troligt är det att du skulle rekommendera oss till en vän eller kollega?',
      'Inte alls troligt',
      'Mycket troligt',
    ],
    csat: ['Hur nöjd är du med oss?', 'Mycket missnöjd', 'Mycket nöjd'],
    ces: [
      'Vi gjorde det enkelt för dig att få det du ville gjort. Håller du med?',
      'Instämmer inte alls',
      'Instämmer helt',
    ],
    effort: ['Hur mycket behövde du anstränga dig för att få det gjort?', 'Väldigt lite', 'Väldigt mycket'],
  },
  th: {
    nps: ['คุณมีแนวโน้มที่จะแนะนำเราให้กับเพื่อนหรือเพื่อนร่วมงานมากน้อยเพียงใด', 'ไม่มีแนวโน้มเลย', 'มีแนวโน้มมากที่สุด'],
    csat: ['คุณพึงพอใจกับเรามากน้อยเพียงใด', 'ไม่พึงพอใจอย่างมาก', 'พึงพอใจอย่างมาก'],
    ces: ['เราช่วยให้คุณทำสิ่งที่ต้องการได้ง่าย คุณเห็นด้วยหรือไม่', 'ไม่เห็นด้วยอย่างยิ่ง', 'เห็นด้วยอย่างยิ่ง'],
    effort: ['คุณต้องใช้ความพยายามมากน้อยเพียงใดในการทำสิ่งนี้ให้สำเร็จ', 'น้อยที่สุด', 'มากที่สุด'],
  },
  tr: {
    nps: [
      'Bizi bir arkadaşınıza veya iş arkadaşınıza tavsiye etme olasılığınız nedir?',
      'Hiç olası değil',
      'Son derece olası',
    ],
    csat: ['Bizden ne kadar memnunsunuz?', 'Hiç memnun değilim', 'Çok memnunum'],
    ces: [
      'İşinizi kolayca halletmenizi sağladık. Katılıyor musunuz?',
      'Kesinlikle katılmıyorum',
      'Kesinlikle katılıyorum',
    ],
    effort: ['Bunu halletmek için ne kadar çaba harcamanız gerekti?', 'Çok az', 'Çok fazla'],
  },
  uk: {
    nps: [
      'Наскільки ймовірно, що ви порекомендуєте нас другові або колезі?',
      'Зовсім не ймовірно',
      'Надзвичайно ймовірно',
    ],
    csat: ['Наскільки ви нами задоволені?', 'Дуже незадоволені', 'Дуже задоволені'],
    ces: [
      'Ми допомогли вам легко зробити те, що було потрібно. Ви згодні?',
      'Зовсім не згодні',
      'Повністю згодні',
    ],
    effort: ['Скільки зусиль вам довелося докласти, щоб це зробити?', 'Дуже мало', 'Дуже багато'],
  },
  vi: {
    nps: [
      'Bạn có khả năng giới thiệu chúng tôi cho bạn bè hoặc đồng nghiệp ở mức nào?',
      'Hoàn toàn không có khả năng',
      'Rất có khả năng',
    ],
    csat: ['Bạn hài lòng với chúng tôi ở mức nào?', 'Rất không hài lòng', 'Rất hài lòng'],
    ces: [
      'Chúng tôi đã giúp bạn dễ dàng hoàn thành việc cần làm. Bạn có đồng ý không?',
      'Hoàn toàn không đồng ý',
      'Hoàn toàn đồng ý',
    ],
    effort: ['Bạn đã phải bỏ ra bao nhiêu công sức để hoàn thành việc này?', 'Rất ít', 'Rất nhiều'],
  },
  zh: {
    nps: ['您有多大可能向朋友或同事推荐我们？', '完全不可能', '极有可能'],
    csat: ['您对我们的满意程度如何？', '非常不满意', '非常满意'],
    ces: ['我们让您轻松完成了想做的事。您同意吗？', '非常不同意', '非常同意'],
    effort: ['完成这件事，您花费了多少精力？', '非常少', '非常多'],
  },
  'zh-Hant': {
    nps: ['您有多大可能向朋友或同事推薦我們？', '完全不可能', '極有可能'],
    csat: ['您對我們的滿意程度如何？', '非常不滿意', '非常滿意'],
    ces: ['我們讓您輕鬆完成了想做的事。您同意嗎？', '非常不同意', '非常同意'],
    effort: ['完成這件事，您花費了多少心力？', '非常少', '非常多'],
  },
}

const named = ([question, lowLabel, highLabel]: Three): QuestionWords => ({ question, lowLabel, highLabel })

/** Every language's but English, by its tag. Data: what needs them asks `usualQuestionsIn`. */
export function translatedQuestions(): Record<string, UsualQuestions> {
  return Object.fromEntries(
    Object.entries(byTag).map(([tag, { nps, csat, ces, effort }]) => [
      tag,
      { nps: named(nps), csat: named(csat), ces: named(ces), effort: named(effort) },
    ]),
  )
}
