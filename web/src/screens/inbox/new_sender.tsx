import { useState } from "preact/hooks";
import { Button } from "@/shared/button.tsx";
import { TextField } from "@/shared/field.tsx";
import { recordsOf } from "@/shared/finding.ts";
import { type Choice, Picker } from "@/shared/picker.tsx";
import type { Sender } from "./waiting.ts";
import { i } from "./words.ts";

type Props = { sender: { name: string; email: string }; busy: boolean; onMake: (sender: Sender) => void };

/** Makes a contact of a company, or a person, of who wrote; the name is that in the mail. */
export function NewSender({ sender, busy, onMake }: Props) {
  const [first, ...rest] = sender.name === sender.email ? [""] : sender.name.split(/\s+/);
  const [as, setAs] = useState<"contact" | "person">("contact");
  const [firstName, setFirstName] = useState(first ?? "");
  const [lastName, setLastName] = useState(rest.join(" "));
  const [company, setCompany] = useState<Choice[]>([]);
  const [role, setRole] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const make = () => {
    if (as === "contact" && !company.length) {
      setMissing(i("companyFirst"));
      return;
    }
    onMake({
      ...(firstName.trim() ? { first_name: firstName.trim() } : {}),
      ...(lastName.trim() ? { last_name: lastName.trim() } : {}),
      ...(as === "contact" ? { ...employer(company), ...(role.trim() ? { function: role.trim() } : {}) } : {}),
    });
  };
  return (
    <details class="new-sender">
      <summary>{i("newSender")}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <fieldset class="segments">
          <legend class="unseen">{i("newSender")}</legend>
          {(["contact", "person"] as const).map((each) => (
            <label key={each}>
              <input type="radio" name="as" checked={as === each} onChange={() => setAs(each)} />
              <span>{i(each === "contact" ? "asContact" : "asPerson")}</span>
            </label>
          ))}
        </fieldset>
        <div class="columns">
          <TextField label={i("firstName")} value={firstName} onValue={setFirstName} />
          <TextField label={i("lastName")} value={lastName} onValue={setLastName} />
        </div>
        {as === "contact" && (
          <>
            <Picker
              label={i("company")}
              required
              chosen={company}
              onChosen={setCompany}
              find={recordsOf("relation")}
              create={async (text) => ({ value: text, label: text })}
              createLabel={(text) => i("companyNew", { name: text })}
              problem={company.length ? null : missing}
            />
            <TextField label={i("role")} value={role} onValue={setRole} />
          </>
        )}
        <div>
          <Button type="submit" busy={busy}>
            {i("make")}
          </Button>
        </div>
      </form>
    </details>
  );
}

/** One that there is has an id for a value; a new one its name. */
function employer([company]: Choice[]): Pick<Sender, "company" | "company_name"> {
  if (!company) return {};
  return /^rel_[0-9A-Z]{20,}$/.test(company.value)
    ? { company: { id: company.value } }
    : { company_name: company.value };
}
