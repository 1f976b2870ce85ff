import { Codes } from "./codes.tsx";
import { Factor } from "./factor.tsx";
import { Password } from "./password.tsx";
import { Sessions } from "./sessions.tsx";

export function Security() {
  return (
    <div class="stack loose account">
      <Password />
      <Factor />
      <Codes />
      <Sessions />
    </div>
  );
}
