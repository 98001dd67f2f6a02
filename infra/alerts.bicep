// Who is told when something is wrong, and the workbook that shows how things are.
// The metrics are those of bot/metrics.ts. What each alert means, and what to do, is in docs/drift.md under the same names.

@description('Begins the name of every alert.')
param name string
param location string

@description('The App Service whose errors and health are watched.')
param appId string

@description('The workspace that metrics and logs go to.')
param workspaceId string

@description('Who is written to. Empty: nobody, the alerts show in the portal only.')
param alertEmail string
param tags object

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(alertEmail)) {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'Ombord'
    enabled: true
    emailReceivers: [{ name: 'drift', emailAddress: alertEmail, useCommonAlertSchema: true }]
  }
}

var queryAlerts = [
  {
    name: 'beskeder-venter'
    description: 'Den ældste besked har ventet over 15 minutter på at blive sendt.'
    query: 'AppMetrics | where Name == "ombord.outbox.oldest_seconds" | summarize Value = max(Sum) by bin(TimeGenerated, 5m)'
    aggregation: 'Maximum'
    threshold: 900
    severity: 2
  }
  {
    name: 'beskeder-fejler'
    description: 'Over 20 forsøg på at sende en besked er mislykkedes inden for en halv time.'
    query: 'AppMetrics | where Name == "ombord.outbox.sends" and tostring(Properties.result) !in ("sent", "cardGone") | summarize Value = sum(Sum) by bin(TimeGenerated, 5m)'
    aggregation: 'Total'
    threshold: 20
    severity: 2
  }
  {
    name: 'kilder-fejler'
    description: 'Organisationens kilder har ikke kunnet hentes to nætter i træk.'
    query: 'AppMetrics | where Name == "ombord.sync.failed_nights" | summarize Value = max(Sum) by bin(TimeGenerated, 5m)'
    aggregation: 'Maximum'
    threshold: 1
    severity: 3
  }
]

resource queryRules 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in queryAlerts: {
    name: '${name}-${alert.name}'
    location: location
    tags: tags
    properties: {
      displayName: '${name}-${alert.name}'
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT30M'
      autoMitigate: true
      // The table of metrics is empty until the service has run for the first time.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: alert.query
            metricMeasureColumn: 'Value'
            timeAggregation: alert.aggregation
            operator: 'GreaterThan'
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(alertEmail) ? [] : [actions.id] }
    }
  }
]

var platformAlerts = [
  {
    name: 'fejl-i-tjenesten'
    description: 'Tjenesten har svaret med mindst fem serverfejl på fem minutter.'
    metric: 'Http5xx'
    aggregation: 'Total'
    operator: 'GreaterThanOrEqual'
    threshold: 5
    severity: 2
  }
  {
    name: 'ikke-klar'
    description: 'Mindst en instans svarer ikke på /readyz. Ofte kan den ikke nå databasen.'
    metric: 'HealthCheckStatus'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 100
    severity: 1
  }
]

resource platformRules 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in platformAlerts: {
    name: '${name}-${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [appId]
      evaluationFrequency: 'PT1M'
      windowSize: 'PT5M'
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            name: alert.name
            criterionType: 'StaticThresholdCriterion'
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
          }
        ]
      }
      actions: empty(alertEmail) ? [] : [{ actionGroupId: actions.id }]
    }
  }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, 'drift')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Ombord: drift'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: replace(loadTextContent('workbook.json'), '<workspace>', workspaceId)
  }
}
