import { useSyncExternalStore } from "react";
import { address, onAddressChange, type Route, routeOf } from "./address.ts";

export function useRoute(): Route {
  return routeOf(useSyncExternalStore(onAddressChange, address));
}
