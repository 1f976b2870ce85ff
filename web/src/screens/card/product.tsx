import { CardScreen } from "./index.tsx";

export default function ProductCard({ id = "" }: { id?: string }) {
  return <CardScreen type="product" id={id} />;
}
