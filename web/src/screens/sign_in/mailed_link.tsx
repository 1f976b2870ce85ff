import { useEffect, useState } from "preact/hooks";
import { asProblem } from "@/api/problem.ts";
import { Skeleton, useTitle } from "@/shared/page.tsx";
import { speak } from "@/words/language.ts";
import { AcceptInvitation } from "./accept_invitation.tsx";
import { ask, type Invitation, type ResetOf } from "./asking.ts";
import { Frame } from "./frame.tsx";
import { NewPassword } from "./new_password.tsx";
import { w } from "./words.ts";
import { inWords } from "./wrong.ts";

type Known = { invitation: Invitation } | { reset: ResetOf };
const ABOUT: Record<string, string> = { invitation: "invitations", "password-reset": "password-reset/about" };

/** What a mailed link opens. Its token stands after the # so that no server gets to see it by the way; it is taken out of
 * the address at once, so that it stays in no history. */
export default function MailedLink({ page }: { page: string }) {
  const [token] = useState(() => takeToken());
  const [known, setKnown] = useState<Known | null>(null);
  const [fault, setFault] = useState<string | null>(token ? null : w("linkOverHelp"));
  const isInvitation = page === "invitation";
  useTitle(isInvitation ? w("accept") : w("forgottenTitle"));
  useEffect(() => {
    if (!token) return;
    ask<Invitation & ResetOf>(ABOUT[page] ?? "", { token }).then(
      (told) => {
        speak(told.language);
        setKnown(isInvitation ? { invitation: told } : { reset: told });
      },
      (error) => setFault(asProblem(error).status === 401 ? w("linkOverHelp") : inWords(error, "")),
    );
  }, []);
  return (
    <Frame>
      {fault ? (
        <div class="sign-in-step" role="alert">
          <h1>{w("linkOver")}</h1>
          <p>{fault}</p>
          <a href="/" onClick={() => location.assign("/")}>
            {w("toSignIn")}
          </a>
        </div>
      ) : !known ? (
        <Skeleton lines={4} />
      ) : "invitation" in known ? (
        <AcceptInvitation about={known.invitation} token={token} />
      ) : (
        <NewPassword about={known.reset} token={token} />
      )}
    </Frame>
  );
}

function takeToken(): string {
  const token = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
  try {
    return decodeURIComponent(token);
  } catch {
    return ""; // a link that was broken on its way
  }
}
