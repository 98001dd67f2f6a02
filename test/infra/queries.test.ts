import { describe, expect, test } from "@jest/globals";
import { messageReasons } from "../../bot/domain/outreach.ts";
import { dimensionsOf, type Metric, metrics } from "../../bot/metrics.ts";
import { answeredColumns, everyQuery, queryFaults, readBy } from "./kusto.ts";

const queries = await everyQuery();
const known: string[] = Object.values(metrics);
const isMetric = (text: string): text is Metric => known.includes(text);

describe("every query of the alerts and the workbook", () => {
  test("is one that the language accepts, on the columns that the tables have", () => {
    expect(queries).toHaveLength(10);
    for (const { where, query } of queries) expect([where, queryFaults(query)]).toEqual([where, []]);
  });

  test("would be refused with any of its columns spelled otherwise, or with a name of letters that are no name", () => {
    let tried = 0;
    for (const { where, query } of queries) {
      for (const { name, start } of readBy(query).columns) {
        const wrong = `${query.slice(0, start)}${name}x${query.slice(start + name.length)}`;
        expect([where, name, queryFaults(wrong).join()]).toEqual([where, name, expect.stringContaining(`${name}x`)]);
        tried++;
      }
      expect(queryFaults(query.replace("| summarize ", "| summarize Højst = count(), "))).not.toEqual([]);
    }
    expect(tried).toBeGreaterThan(25);
    expect(queryFaults("AppMetric | count")).not.toEqual([]);
  });

  test("reads metrics that the service sends, all of them, and of each only the dimensions that it carries", () => {
    const read = new Set<string>();
    for (const { where, query } of queries) {
      const { properties, texts } = readBy(query);
      const named = texts.filter((text) => text.startsWith("ombord."));
      expect([where, named.filter((text) => !isMetric(text))]).toEqual([where, []]);
      expect([where, query.startsWith("AppMetrics") ? named.length > 0 : properties.length === 0]).toEqual([
        where,
        true,
      ]);
      for (const metric of named.filter(isMetric)) {
        read.add(metric);
        const carried: readonly string[] = dimensionsOf[metric];
        expect([where, properties.filter((name) => !carried.includes(name))]).toEqual([where, []]);
      }
    }
    expect([...read].toSorted()).toEqual(known.toSorted());
  });

  test("compares a result with results that there are", () => {
    const texts = queries.flatMap(({ query }) => (query.includes("Properties.result") ? readBy(query).texts : []));
    const results = texts.filter((text) => !isMetric(text));
    expect(results.toSorted()).toEqual(["cardGone", "sent"]);
    expect(["sent", ...messageReasons]).toEqual(expect.arrayContaining(results));
  });

  test("of an alert answers with the value that is measured, and with when", () => {
    const alerts = queries.filter(({ isAlert }) => isAlert);
    expect(alerts).toHaveLength(3);
    for (const { query } of alerts) expect(answeredColumns(query)).toEqual(["TimeGenerated:datetime", "Value:real"]);
  });
});
