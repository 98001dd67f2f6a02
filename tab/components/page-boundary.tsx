import { Component, type ReactNode } from "react";
import { ErrorState } from "./states.tsx";

/** Keeps a page that could not be fetched or drawn from taking the whole tab with it. React wants a class for this. */
export class PageBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error("unknown") };
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return <ErrorState isPage error={this.state.error} onRetry={() => window.location.reload()} />;
  }
}
