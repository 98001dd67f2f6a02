import type { Reflection } from "../domain/reflection.ts";
import { keepReflection, viewReflection } from "../use-cases/check-in/keep-reflection.ts";
import type { Call } from "./call.ts";
import { newReflection, type ReflectionAnswer, type ReflectionItem } from "./contract/reflection.ts";

export async function getReflection({ errand }: Call): Promise<ReflectionAnswer> {
  const mine = await viewReflection(errand);
  return { mine: mine === null ? null : itemOf(mine) };
}

export async function putReflection({ errand, body }: Call): Promise<ReflectionAnswer> {
  return { mine: itemOf(await keepReflection(errand, newReflection.parse(body))) };
}

const itemOf = ({ steps, practise }: Reflection): ReflectionItem => ({ steps, practise });
