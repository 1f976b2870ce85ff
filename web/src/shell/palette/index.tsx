import "./style.css";
import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { told } from "@/shared/error_note.tsx";
import { Icon } from "@/shared/icon.tsx";
import { useMedia } from "@/shared/media.ts";
import { useModal } from "@/shared/modal.ts";
import { complain, Toasts } from "@/shared/toast.tsx";
import { common } from "@/shared/words.ts";
import { shown, typedMeanwhile } from "../opened.ts";
import { recent } from "../recent.ts";
import { useFound } from "./finding.ts";
import { Line } from "./line.tsx";
import { offered, ofHit, searchable } from "./offers.ts";
import { w } from "./words.ts";

/** Search over everything and all there is to do, in one box. The input keeps the focus; arrows walk the list. */
export default function Palette({ only }: { only: "search" | "create" }) {
  const place = useRef<HTMLDialogElement>(null);
  const list = useId();
  useModal(place);
  const [text, setText] = useState("");
  const [type, setType] = useState<string | null>(null);
  const [at, setAt] = useState(0);
  const searches = only === "search";
  const isTouched = useMedia("(pointer: coarse)");
  const typed = text.trim();
  const found = useFound(searches ? typed : "", type);
  useLayoutEffect(() => {
    const before = document.activeElement;
    if (!place.current?.open) place.current?.showModal();
    const earlier = typedMeanwhile();
    if (earlier) setText((before) => before + earlier);
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const isTyped = typed !== "";
  const records = useMemo(
    () => (searches ? (isTyped ? found.hits : recent()).map(ofHit) : []),
    [searches, isTyped, found.hits],
  );
  const doable = type ? [] : offered(typed, only);
  const all = [...records, ...doable];
  const chosen = all[Math.min(at, all.length - 1)];
  const run = (offer: typeof chosen) => {
    if (!offer) return;
    shown.close();
    Promise.resolve(offer.run()).catch(complain);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && all.length) {
      event.preventDefault();
      setAt((Math.min(at, all.length - 1) + by + all.length) % all.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      run(chosen);
    }
  };
  const group = (title: string, offers: typeof all, from: number, words: string) =>
    offers.length > 0 && (
      // biome-ignore lint/a11y/useSemanticElements: a group of options in a listbox
      <div role="group" aria-label={title}>
        <p class="palette-title" aria-hidden="true">
          {title}
        </p>
        {offers.map((offer, index) => (
          <Line
            key={offer.key}
            id={`${list}-${from + index}`}
            offer={offer}
            typed={words}
            chosen={offer === chosen}
            onRun={() => run(offer)}
          />
        ))}
      </div>
    );
  const pointed = chosen ? all.indexOf(chosen) : -1;
  /** What was found is drawn anew when something else was found, and not while one types on. */
  const foundGroup = useMemo(
    () => group(isTyped ? w("found") : w("recent"), records, 0, found.text),
    [records, found.text, isTyped, Math.min(pointed, records.length)],
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a press beside it is one more way
    <dialog
      ref={place}
      class="dialog palette"
      aria-label={w("title")}
      onCancel={(event) => {
        event.preventDefault();
        shown.close();
      }}
      onClick={(event) => event.target === place.current && shown.close()}
    >
      <div class="palette-head">
        <Icon name={searches ? "search" : "plus"} />
        <input
          autoFocus
          type="text"
          role="combobox"
          aria-label={w("title")}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={chosen ? `${list}-${pointed}` : undefined}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          placeholder={searches ? w("placeholder") : w("createTitle")}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={pressed}
        />
        <button type="button" class="button quiet" onClick={shown.close}>
          {common("close")}
        </button>
      </div>
      {searches && (
        <fieldset class="palette-types">
          <legend class="unseen">{w("types")}</legend>
          {[null, ...searchable()].map((each) => (
            <button
              key={each}
              type="button"
              class="button quiet"
              aria-pressed={type === each}
              onClick={() => {
                setType(each);
                place.current?.querySelector("input")?.focus();
              }}
            >
              {each ? w(each) : w("everything")}
            </button>
          ))}
        </fieldset>
      )}
      <div class="palette-list" id={list} role="listbox" aria-label={w("found")} aria-busy={found.busy}>
        {foundGroup}
        {group(w("actions"), doable, records.length, typed)}
      </div>
      <p class="palette-foot" role="status">
        {found.problem
          ? told(found.problem)
          : searches && isTyped && found.text === typed
            ? found.hits.length === 0
              ? w("none")
              : found.complete
                ? w("results", { count: found.hits.length })
                : w("more")
            : isTouched
              ? null
              : w("keys")}
      </p>
      <Toasts within={place} />
    </dialog>
  );
}
