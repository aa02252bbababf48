/** The kiosk's screens, one at a time. Pictures of a state; what a touch does is handed in. */
import type { ComponentChildren } from 'preact';
import { closesNextDay, groupHours, isShown, type KioskScreen } from '../../rules/kiosk.ts';
import { kioskTexts } from '../../texts/kiosk.ts';
import { AidOf } from './aid.tsx';
import { Face, Icon } from './pictures.tsx';
import { instrumentFor, type KioskActs, type KioskState, screenKey, screenOf } from './state.ts';

interface Props {
  readonly state: KioskState;
  readonly acts: KioskActs;
}

export function Kiosk({ state, acts }: Props) {
  const t = kioskTexts[state.lang];
  const warned = state.secondsLeft !== null && state.officer === 'no';
  return (
    <>
      <header class="top" inert={warned}>
        <b class="unit">{state.data.unitName}</b>
        <span class="tools">
          <button type="button" class="tool" lang={state.lang === 'id' ? 'en' : 'id'} onClick={acts.switchLang}>
            {t.other}
          </button>
          {state.canSpeak && state.officer === 'no' && (
            <button type="button" class="tool" onClick={acts.readNow}>
              <Icon name="sound" />
              {t.read}
            </button>
          )}
          {state.canFull && (
            <button type="button" class="tool" onClick={acts.full}>
              <Icon name="full" />
              {t.fullScreen}
            </button>
          )}
        </span>
      </header>
      <main class="screen" key={screenKey(state)} inert={warned}>
        <Screen state={state} acts={acts} />
      </main>
      {state.officer === 'no' && (
        <footer class="corner" inert={warned}>
          <button type="button" class={state.waiting > 0 ? 'tool waits' : 'tool'} onClick={() => acts.officer('pin')}>
            <Icon name="lock" />
            {t.waiting(state.waiting)}
          </button>
        </footer>
      )}
      {warned && (
        <div class="veil">
          <div class="warn" role="alertdialog" aria-modal="true" aria-labelledby="warn-title" aria-describedby="warn-text">
            <h2 id="warn-title">{t.warnTitle}</h2>
            <p id="warn-text">{t.warn(state.secondsLeft ?? 0)}</p>
            <button type="button" class="go" onClick={acts.stay}>
              {t.stay}
            </button>
          </div>
        </div>
      )}
    </>
  );
}

function Screen(props: Props) {
  const { state } = props;
  if (state.officer === 'pin') return <Pin {...props} />;
  if (state.officer === 'menu') return <Menu {...props} />;
  if (state.gone) return <Stop title={kioskTexts[state.lang].goneTitle} lead={kioskTexts[state.lang].goneLead} />;
  if (state.visit.phase === 'asking') return <Asking {...props} />;
  if (state.visit.phase === 'thanks') return <Thanks {...props} />;
  return state.open ? <Rest {...props} /> : <Closed {...props} />;
}

function Title({ children }: { children: ComponentChildren }) {
  return <h1 tabIndex={-1}>{children}</h1>;
}

function Stop({ title, lead, children }: { title: string; lead: string; children?: ComponentChildren }) {
  return (
    <div class="center">
      <Title>{title}</Title>
      <p class="lead">{lead}</p>
      {children}
    </div>
  );
}

function Rest({ state, acts }: Props) {
  const t = kioskTexts[state.lang];
  const { services } = state.data;
  const reading = state.canSpeak && (
    <label class="switch">
      <input type="checkbox" checked={state.readAll} onChange={acts.switchReading} />
      {t.readAll}
    </label>
  );
  const [only] = services;
  if (services.length === 1 && only)
    return (
      <Stop title={only.name} lead={t.startLead}>
        <div class="faces">
          {[0, 1, 2, 3].map((place) => (
            <Face key={place} place={place} />
          ))}
        </div>
        <button type="button" class="go" onClick={() => acts.start(only.id)}>
          {t.start}
        </button>
        {reading}
      </Stop>
    );
  return (
    <>
      <Title>{t.chooseService}</Title>
      <div class="cards">
        {services.map(({ id, name }) => (
          <button key={id} type="button" class="card" onClick={() => acts.start(id)}>
            {name}
          </button>
        ))}
      </div>
      {reading}
    </>
  );
}

function Closed({ state }: Props) {
  const t = kioskTexts[state.lang];
  const days = t.days.split(',');
  return (
    <Stop title={t.closedTitle} lead={t.closedLead}>
      <h2>{t.closedHours}</h2>
      <dl class="hours">
        {groupHours(state.data.settings.hours ?? []).map(({ from, to, span }) => (
          <div key={from}>
            <dt>{from === to ? days[from] : `${days[from]}${t.daysTo}${days[to]}`}</dt>
            <dd>
              {span ? span.map((time) => time.replace(':', state.lang === 'id' ? '.' : ':')).join(' – ') : t.noHours}
              {closesNextDay(span) && ` (${t.nextDay})`}
            </dd>
          </div>
        ))}
      </dl>
    </Stop>
  );
}

function Thanks({ state, acts }: Props) {
  const t = kioskTexts[state.lang];
  return (
    <div class="center thanks">
      <Icon name="done" />
      <Title>{t.thanksTitle}</Title>
      <p class="lead">{state.data.preview ? t.thanksPreview : t.thanksKept}</p>
      {!state.data.preview && (
        <div role="status">
          {state.receipt === null ? (
            <p>{t.thanksWaiting}</p>
          ) : (
            <p>
              {t.thanksReceipt}: <b class="code">{state.receipt}</b>
            </p>
          )}
        </div>
      )}
      <button type="button" class="go" onClick={acts.done}>
        {t.thanksNext}
      </button>
    </div>
  );
}

function Asking({ state, acts }: Props) {
  const t = kioskTexts[state.lang];
  const { visit, lang } = state;
  const screens = instrumentFor(state)?.screens ?? [];
  const screen = screenOf(state);
  if (visit.phase !== 'asking' || !screen) return null;
  const shown = screens.filter((one) => isShown(one, visit.fields));
  const [gate, at] = [shown.findIndex(({ kind }) => kind === 'about'), shown.indexOf(screen)];
  const [n, of] = at < gate ? [at + 1, gate] : [at - gate, shown.length - gate - 1];
  const value = 'name' in screen ? visit.fields[screen.name] : undefined;
  return (
    <>
      {screen.kind !== 'about' && (
        <div class="progress">
          <p>{at < gate ? t.progress(n, of) : t.progressMore(n, of)}</p>
          <progress value={n} max={of} aria-hidden="true" />
        </div>
      )}
      {screen.kind === 'about' ? (
        <Stop title={t.aboutTitle} lead={t.aboutLead}>
          <Problem state={state} />
          <button type="button" class="go" onClick={acts.send}>
            {t.send}
          </button>
          <button type="button" class="second" onClick={() => acts.go(1)}>
            {t.more}
          </button>
        </Stop>
      ) : screen.kind === 'several' ? (
        <>
          <Title>{screen.question[lang]}</Title>
          <div class="cards">
            {screen.options.map((option) => (
              <button
                key={option.value}
                type="button"
                class="card"
                aria-pressed={visit.fields[option.value] !== undefined}
                onClick={() => acts.toggle(option.value)}
              >
                {option.label[lang]}
              </button>
            ))}
          </div>
          <button type="button" class="go on" onClick={() => acts.answer(screen.name, screen.beside.values[0])}>
            {t.next}
          </button>
        </>
      ) : 'options' in screen ? (
        <>
          <Title>{screen.question[lang]}</Title>
          <div class={screen.kind === 'item' && screen.options.length === 4 ? 'four' : 'cards'}>
            {screen.options.map((option, place) => (
              <button
                key={option.value}
                type="button"
                class="card"
                aria-pressed={value === option.value}
                onClick={() => acts.answer(screen.name, option.value)}
              >
                {screen.kind === 'item' && screen.options.length === 4 && <Face place={place} />}
                {option.label[lang]}
              </button>
            ))}
          </div>
        </>
      ) : (
        <Writing
          key={visit.at}
          state={state}
          acts={acts}
          screen={screen}
          value={(screen.kind === 'comment' ? visit.fields.comment : value) ?? ''}
        />
      )}
      {screen.aid && <AidOf aid={screen.aid} state={state} acts={acts} />}
      <div class="under">
        <button type="button" class="second" onClick={() => acts.go(-1)}>
          <Icon name="back" />
          {t.back}
        </button>
        {screen.kind === 'choice' && (
          <button type="button" class="second" onClick={() => acts.go(1)}>
            {t.skip}
          </button>
        )}
      </div>
    </>
  );
}

function Problem({ state }: { state: KioskState }) {
  return state.problem === null ? null : (
    <p class="wrong" role="alert" id="wrong">
      {state.problem}
    </p>
  );
}

/** A screen with a box to write in; what is written there comes along by its own button. */
function Writing({
  state,
  acts,
  screen,
  value,
}: Props & { screen: Extract<KioskScreen, { kind: 'text' | 'number' | 'comment' }>; value: string }) {
  const t = kioskTexts[state.lang];
  const name = screen.kind === 'comment' ? 'comment' : screen.name;
  const wrong = state.problem !== null;
  const more = { id: 'written', name: 'written', 'aria-describedby': wrong ? 'hint wrong' : 'hint', 'aria-invalid': wrong };
  return (
    <form
      class="writing"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const box = event.currentTarget.elements.namedItem('written');
        acts.answer(name, (box as HTMLInputElement).value);
      }}
    >
      <Title>
        <label for="written">{screen.kind === 'comment' ? t.comment : screen.question[state.lang]}</label>
      </Title>
      <p class="lead" id="hint">
        {t.optional}. {screen.kind === 'comment' ? t.commentHint : ''}
      </p>
      <Problem state={state} />
      {screen.kind === 'number' ? (
        <input {...more} type="text" inputMode="numeric" maxLength={4} autocomplete="off" defaultValue={value} />
      ) : (
        <textarea {...more} rows={4} maxLength={2000} autocomplete="off" defaultValue={value} />
      )}
      <button type="submit" class="go">
        {screen.kind === 'comment' ? t.send : t.next}
      </button>
    </form>
  );
}

function Pin({ state, acts }: Props) {
  const t = kioskTexts[state.lang];
  const { pin } = state.data.settings;
  const reason = pin === null ? t.pinNone : state.canCheckPin ? null : t.pinInsecure;
  const wrong = state.pinWait > 0 ? t.pinOften : state.pinWrong ? t.pinWrong : null;
  return (
    <Stop title={t.pinTitle} lead={reason ?? t.pinHint}>
      {reason === null && (
        <form
          class="writing"
          onSubmit={(event) => {
            event.preventDefault();
            const box = event.currentTarget.elements.namedItem('pin') as HTMLInputElement;
            acts.pin(box.value);
            box.value = '';
          }}
        >
          <label for="pin">{t.pin}</label>
          <p class="wrong" role="alert" id="pin-wrong">
            {wrong}
          </p>
          {/* Not in the alert: a screen reader would say every second of it. */}
          <p id="pin-wait">{state.pinWait > 0 && t.pinWait(state.pinWait)}</p>
          <input
            id="pin"
            name="pin"
            type="password"
            inputMode="numeric"
            autocomplete="off"
            maxLength={12}
            aria-describedby="pin-wrong pin-wait"
            aria-invalid={wrong !== null}
          />
          <button type="submit" class="go" disabled={state.pinWait > 0}>
            {t.pinOpen}
          </button>
        </form>
      )}
      <button type="button" class="second" onClick={() => acts.officer('no')}>
        {t.back}
      </button>
    </Stop>
  );
}

/** `#queue` is filled with the device's own list of what waits (islands/queue/panel). */
function Menu({ state, acts }: Props) {
  const t = kioskTexts[state.lang];
  return (
    <div class="menu">
      <Title>{t.menuTitle}</Title>
      <p class="lead">
        {state.data.code} · {t.menuIdle(state.data.settings.idleSeconds)}
      </p>
      <p role="status">{state.problem ?? (state.waiting === 0 ? t.menuNothing : '')}</p>
      <div id="queue" />
      <button type="button" class="second" onClick={acts.refresh}>
        {t.menuRefresh}
      </button>
      <button type="button" class="second" onClick={acts.leaveFull}>
        {t.menuLeaveFull}
      </button>
      <button type="button" class="second" onClick={acts.leave}>
        {t.menuLeave}
      </button>
      <button type="button" class="go" onClick={() => acts.officer('no')}>
        {t.back}
      </button>
    </div>
  );
}
