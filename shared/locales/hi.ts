import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: 'प्रतिक्रिया',
    reason: 'आपके स्कोर का मुख्य कारण क्या है?',
    thanks: 'आपकी प्रतिक्रिया के लिए धन्यवाद।',
    send: 'भेजें',
    close: 'बंद करें',
    thumbs: {
      low: 'ख़राब',
      high: 'अच्छा',
    },
    of: '{max} में से {n}',
    chosen: 'आपने चुना: {choice}',
    choices: 'जो भी लागू हों, चुनें',
    contact: 'आप इस बारे में मुझसे संपर्क कर सकते हैं',
    newWindow: 'नई विंडो में खुलता है',
  },
  mail: {
    preheader: 'बस एक क्लिक काफ़ी है।',
    unsubscribe: 'ईमेल पाना बंद करें',
    confirmUnsubscribe: 'क्या आप ये ईमेल पाना बंद करना चाहते हैं?',
    unsubscribed: 'अब आपको ये ईमेल नहीं मिलेंगे।',
  },
  links: {
    chooseRating: 'पहले एक स्कोर चुनें।',
    madeWith: '{name} से बनाया गया',
    yourAnswer: 'आपका उत्तर',
    viewAnswer: 'अपना उत्तर देखें, बदलें या हटाएँ',
    eraseAnswer: 'मेरा उत्तर हटाएँ',
    confirmErase: 'क्या आप अपना उत्तर हटाना चाहते हैं? इसे वापस नहीं लाया जा सकता।',
    answerErased: 'आपका उत्तर हटा दिया गया है।',
    noAnswer: 'यहाँ कोई उत्तर नहीं है।',
    linkExpired: 'इस लिंक की अवधि समाप्त हो गई है।',
    surveyClosed: 'यह सर्वेक्षण बंद है।',
    unknownLink: 'यह लिंक मान्य नहीं है।',
    decoyLink: 'यह लिंक ईमेल जाँचने वाले प्रोग्रामों के लिए है। कृपया ईमेल में दिए गए स्कोर का उपयोग करें।',
  },
  questions: {
    nps: {
      question: 'इसकी कितनी संभावना है कि आप किसी मित्र या सहकर्मी को हमारी सिफ़ारिश करेंगे?',
      lowLabel: 'बिल्कुल संभावना नहीं',
      highLabel: 'बहुत ज़्यादा संभावना',
    },
    csat: {
      question: 'आप हमसे कितने संतुष्ट हैं?',
      lowLabel: 'बहुत असंतुष्ट',
      highLabel: 'बहुत संतुष्ट',
    },
    ces: {
      question: 'हमने आपके लिए काम पूरा करना आसान बनाया। क्या आप सहमत हैं?',
      lowLabel: 'पूरी तरह असहमत',
      highLabel: 'पूरी तरह सहमत',
    },
    effort: {
      question: 'इसे पूरा करने में आपको कितनी मेहनत करनी पड़ी?',
      lowLabel: 'बहुत कम',
      highLabel: 'बहुत ज़्यादा',
    },
  },
}
