import { Component, type ComponentChildren } from "preact";
import { Button } from "@/shared/button.tsx";
import { Page } from "@/shared/page.tsx";
import { common } from "@/shared/words.ts";
import { shell } from "./words.ts";

/** A screen that could not be loaded or drawn. */
export function Broken({ retry }: { retry: () => void }) {
  return (
    <Page title={shell("broken")}>
      <p>{shell("brokenDo")}</p>
      <div class="row">
        <Button kind="primary" onClick={retry}>
          {common("retry")}
        </Button>
        <Button onClick={() => location.reload()}>{shell("reload")}</Button>
      </div>
    </Page>
  );
}

type Props = { at: string; children: ComponentChildren };

/** Keeps a fault of one screen from taking the rest of the app along; another address is another try. */
export class Boundary extends Component<Props, { broken: string | null }> {
  state = { broken: null };

  componentDidCatch(error: unknown): void {
    globalThis.reportError?.(error);
    this.setState({ broken: this.props.at });
  }

  render() {
    if (this.state.broken === this.props.at) return <Broken retry={() => this.setState({ broken: null })} />;
    return this.props.children;
  }
}
