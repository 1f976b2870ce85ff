import { useTitle } from "@/shared/page.tsx";
import { Frame } from "./frame.tsx";
import { Steps } from "./steps.tsx";
import { w } from "./words.ts";

export default function SignIn() {
  useTitle(w("title"));
  return (
    <Frame>
      <Steps />
    </Frame>
  );
}
