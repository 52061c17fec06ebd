import type { Words } from '../words.ts'

export const words: Words = {
  survey: '피드백',
  reason: '그 점수를 주신 주된 이유는 무엇인가요?',
  thanks: '의견을 보내 주셔서 감사합니다.',
  send: '보내기',
  close: '닫기',
  thumbs: ['나쁨', '좋음'],
  of: '{max}점 중 {n}점',
  choices: '해당하는 항목을 모두 선택하세요',
  contact: '이 내용에 대해 연락받는 데 동의합니다',
  newWindow: '새 창에서 열림',
}
