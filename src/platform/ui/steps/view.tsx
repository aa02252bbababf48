import { usePage } from '../context.ts';
import { uiTexts } from '../texts.ts';

interface StepsProps {
  /** Where the person stands, counted from 1. */
  current: number;
  steps: readonly { label: string; href?: string }[];
}

/** The steps of a wizard. Steps already done may be visited again where they carry an address. */
export function Steps({ current, steps }: StepsProps) {
  const t = uiTexts[usePage().lang];
  return (
    <nav class="steps" aria-label={t.steps}>
      <p class="steps-now">
        <strong>{t.stepOf(current, steps.length)}</strong>
        <span class="steps-now-label"> · {steps[current - 1]?.label}</span>
      </p>
      <ol class="steps-list">
        {steps.map((step, i) => {
          const state = i + 1 < current ? 'done' : i + 1 === current ? 'current' : 'next';
          const words = { done: t.stepDone, current: t.stepCurrent, next: t.stepNext }[state];
          const inside = (
            <>
              <span class="step-dot" aria-hidden="true">
                {state === 'done' ? '✓' : i + 1}
              </span>
              <span class="step-label">
                {step.label}
                <span class="hidden"> ({words})</span>
              </span>
            </>
          );
          return (
            <li key={step.label} class={`step step-${state}`} aria-current={state === 'current' ? 'step' : undefined}>
              {state === 'done' && step.href !== undefined ? <a href={step.href}>{inside}</a> : inside}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
