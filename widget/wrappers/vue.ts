import { defineComponent, h, onBeforeUnmount, onMounted, type PropType, ref, watch } from 'vue'
import type { Happened } from '../session.ts'
import { type Attached, attach, type SurveyProps } from './attach.ts'

export type { SurveyProps }

/** A survey for as long as the component is there. Emits `event` with its name and detail. */
export const Survey = defineComponent({
  name: 'SaysoSurvey',
  props: {
    collector: { type: String, required: true },
    survey: { type: [String, Object] as PropType<SurveyProps['survey']>, required: true },
    respondent: Object as PropType<SurveyProps['respondent']>,
    properties: Object as PropType<SurveyProps['properties']>,
    test: Boolean,
    inline: Boolean,
  },
  emits: { event: (..._happened: Happened) => true },
  setup(props, { emit }) {
    const place = ref<HTMLElement>()
    let attached: Attached | undefined
    const given = (): SurveyProps => ({ ...props, on: (...happened) => emit('event', ...happened) })
    onMounted(() => {
      if (place.value) attached = attach(place.value, given())
    })
    watch(props, () => attached?.update(given()), { deep: true })
    onBeforeUnmount(() => attached?.detach())
    return () => h('div', { ref: place })
  },
})
