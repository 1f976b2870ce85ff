import { CardScreen } from "./index.tsx";

export default function ContactCard({ id = "" }: { id?: string }) {
  return <CardScreen type="contact" id={id} />;
}
