import "./style.css";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { told } from "@/shared/error_note.tsx";
import { Icon } from "@/shared/icon.tsx";
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
  const found = useFound(searches ? text.trim() : "", type);
  useLayoutEffect(() => {
    const before = document.activeElement;
    if (!place.current?.open) place.current?.showModal();
    const typed = typedMeanwhile();
    if (typed) setText((before) => before + typed);
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  const records = !searches ? [] : text.trim() ? found.hits.map(ofHit) : recent().map(ofHit);
  const doable = type ? [] : offered(text.trim(), only);
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
  const group = (title: string, offers: typeof all, from: number) =>
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
            typed={text.trim()}
            chosen={offer === chosen}
            onRun={() => run(offer)}
          />
        ))}
      </div>
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
          // biome-ignore lint/a11y/noAutofocus: the box was opened to type in
          autoFocus
          type="text"
          role="combobox"
          aria-label={w("title")}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={chosen ? `${list}-${all.indexOf(chosen)}` : undefined}
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
        {group(text.trim() ? w("found") : w("recent"), records, 0)}
        {group(w("actions"), doable, records.length)}
      </div>
      <p class="palette-foot" role="status">
        {found.problem
          ? told(found.problem)
          : searches && text.trim() && found.text === text.trim()
            ? found.hits.length === 0
              ? w("none")
              : found.complete
                ? w("results", { count: found.hits.length })
                : w("more")
            : w("keys")}
      </p>
      <Toasts within={place} />
    </dialog>
  );
}
