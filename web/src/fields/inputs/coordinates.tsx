import { useState } from "preact/hooks";
import { TextField } from "@/shared/field.tsx";
import { w } from "../words.ts";
import type { InputProps } from "./input_props.ts";

type Point = { latitude?: number; longitude?: number };

export function CoordinatesInput({ label, value, onValue, problem, help, hideLabel }: InputProps) {
  const point = (value ?? {}) as Point;
  const [typed, setTyped] = useState({
    latitude: String(point.latitude ?? ""),
    longitude: String(point.longitude ?? ""),
  });
  const change = (part: Partial<typeof typed>) => {
    const told = { ...typed, ...part };
    setTyped(told);
    const [latitude, longitude] = [degrees(told.latitude), degrees(told.longitude)];
    onValue(told.latitude && told.longitude ? { latitude, longitude } : null);
  };
  return (
    <fieldset class={problem ? "field wrong" : "field"}>
      <legend class={hideLabel ? "unseen" : undefined}>{label}</legend>
      {help && <p class="help">{help}</p>}
      {problem && <p class="fault">{problem}</p>}
      <div class="columns">
        <TextField
          label={w("latitude")}
          inputMode="decimal"
          value={typed.latitude}
          onValue={(latitude) => change({ latitude })}
        />
        <TextField
          label={w("longitude")}
          inputMode="decimal"
          value={typed.longitude}
          onValue={(longitude) => change({ longitude })}
        />
      </div>
    </fieldset>
  );
}

/** Degrees have no thousands, so a comma is a point. */
const degrees = (typed: string): number => Number(typed.trim().replace(",", "."));
