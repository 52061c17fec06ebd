import type { Locale } from '../locale.ts'

export const locale: Locale = {
  widget: {
    survey: '피드백',
    reason: '그 점수를 주신 주된 이유는 무엇인가요?',
    thanks: '의견을 보내 주셔서 감사합니다.',
    send: '보내기',
    close: '닫기',
    thumbs: {
      low: '나쁨',
      high: '좋음',
    },
    of: '{max}점 중 {n}점',
    chosen: '선택: {choice}',
    saved: '저장됨',
    choices: '해당하는 항목을 모두 선택하세요',
    contact: '이 내용에 대해 연락받는 데 동의합니다',
    newWindow: '새 창에서 열림',
  },
  mail: {
    subject: '{from}에서 드리는 짧은 질문',
    unsubscribe: '수신 거부',
    confirmUnsubscribe: '이 이메일을 그만 받으시겠어요?',
    unsubscribed: '더 이상 이 이메일을 받지 않습니다.',
  },
  links: {
    chooseRating: '먼저 점수를 선택해 주세요.',
    madeWith: '{name} 제공',
    whoSees: '{name}에서 귀하의 답변을 볼 수 있으며, 초대받으신 경우 귀하가 누구인지도 알 수 있습니다.',
    yourAnswer: '내 답변',
    viewAnswer: '답변 보기, 수정 또는 삭제',
    eraseAnswer: '내 답변 삭제',
    confirmErase: '답변을 삭제할까요? 되돌릴 수 없습니다.',
    answerErased: '답변이 삭제되었습니다.',
    noAnswer: '여기에는 답변이 없습니다.',
    linkExpired: '만료된 링크입니다.',
    surveyClosed: '종료된 설문입니다.',
    unknownLink: '유효하지 않은 링크입니다.',
    decoyLink: '이 링크는 이메일을 검사하는 프로그램용입니다. 이메일에 있는 점수를 이용해 주세요.',
  },
  questions: {
    nps: {
      question: '저희를 친구나 동료에게 추천하실 가능성은 얼마나 되나요?',
      lowLabel: '전혀 없음',
      highLabel: '매우 높음',
    },
    csat: {
      question: '저희에게 얼마나 만족하시나요?',
      lowLabel: '매우 불만족',
      highLabel: '매우 만족',
    },
    ces: {
      question: '원하시는 일을 쉽게 처리하실 수 있도록 해 드렸습니다. 동의하시나요?',
      lowLabel: '전혀 동의하지 않음',
      highLabel: '매우 동의함',
    },
    effort: {
      question: '이 일을 처리하는 데 얼마나 많은 노력이 필요했나요?',
      lowLabel: '매우 적음',
      highLabel: '매우 많음',
    },
  },
}
