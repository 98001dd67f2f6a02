// Everything that one municipality's Ombord needs, in one resource group, with data in the EU.
// The app registration is made outside (teamsapp.yml, or the guide in docs/drift.md); its federated credential trusts
// the identity below, so that nothing here holds a password.
targetScope = 'resourceGroup'

@description('Ends the name of every resource. Part of the address, so it is unique in Azure.')
@minLength(3)
@maxLength(20)
param resourceSuffix string

@description('Where everything but the bot\'s registration is made: service, data, logs. In the EU.')
@allowed(['westeurope', 'northeurope', 'swedencentral', 'germanywestcentral', 'francecentral'])
param location string = 'westeurope'

// Of the bot regions only one is in the EU, so this is never the resources' own region.
@description('Where Azure Bot Service handles what passes between Teams and the bot. westeurope: in the EU. global: anywhere, also outside the EU. Choose before the first deployment: an existing resource takes no other place.')
@allowed(['westeurope', 'global'])
param botLocation string = 'westeurope'

@description('The client id of the bot\'s app registration.')
param botId string

@description('The tenant of that app registration.')
param botTenantId string = tenant().tenantId

@description('The id in the Teams app\'s manifest, so that cards can link to the tab. Empty: they say where to look.')
param teamsAppId string = ''

@description('The tenants that are served, separated by commas. Empty: only the tenant of the app registration.')
param allowedTenants string = ''

@description('A client secret of the app registration, only where a federated credential cannot be used.')
@secure()
param botAppSecret string = ''

@description('Where the organisation comes from by night: the settings ROLLEKATALOG_*, KITOS_*, GRAPH_* and SYNC_* of .env.example, secrets as references to Key Vault. Empty: from files only.')
@secure()
param sources object = {}

@description('The host name that people see, when it is not the one App Service gives. Bind it and its certificate first.')
param publicHost string = ''

@allowed(['B1', 'B2', 'B3', 'P0v3', 'P1v3', 'P2v3'])
param planSku string = 'B1'

@description('How many instances. Two keep the service up while one is replaced; the B plans take three at most.')
@minValue(1)
@maxValue(10)
param capacity int = 2

@description('Highest throughput in RU/s with autoscale. 0: serverless, paid by use. An account that is serverless is first moved in the portal, and there is no way back.')
@minValue(0)
param autoscaleMaxThroughput int = 0

@description('Another account than the usual one: the new account after a restore.')
param cosmosAccountName string = ''

@description('How far back the database can be restored, to the second. Seven days cost nothing extra.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param backupTier string = 'Continuous7Days'

@description('Closes the database to the internet and reaches it through a private endpoint.')
param privateNetworking bool = false

@description('Who is written to when an alert fires. Empty: the alerts show in the portal only.')
param alertEmail string = ''

@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@allowed(['error', 'warn', 'info', 'debug'])
param logLevel string = 'info'

param tags object = { system: 'Ombord' }

var name = 'ombord-${resourceSuffix}'
var serverless = autoscaleMaxThroughput == 0
var host = empty(publicHost) ? app.properties.defaultHostName : publicHost
// Cosmos DB Built-in Data Contributor: documents, not databases or containers.
var dataContributor = '00000000-0000-0000-0000-000000000002'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}'
  location: location
  tags: tags
}

// ── The service ─────────────────────────────────────────────────────────────────────────────────────────────────────

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'linux'
  sku: { name: planSku, capacity: capacity }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: tags
  kind: 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    // State lives in the store only, so any instance can answer anybody.
    clientAffinityEnabled: false
    virtualNetworkSubnetId: privateNetworking ? network::appSubnet.id : null
    // Private addresses go through the network by themselves. The internet's do not: a new network has no way out to it.
    outboundVnetRouting: { allTraffic: false, applicationTraffic: false }
    siteConfig: {
      linuxFxVersion: 'NODE|24-lts'
      appCommandLine: 'node --max-semi-space-size=8 --import ./bot/check-node.js --import ./bot/keep-compiled.js bot/main.ts'
      alwaysOn: true
      healthCheckPath: '/readyz'
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      ftpsState: 'Disabled'
    }
  }

  // Deployment signs in with Entra ID; user name and password are off.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(
    {
      OMBORD_MODE: 'production'
      PUBLIC_URL: 'https://${host}'
      STORE: 'cosmos:${cosmos.properties.documentEndpoint}'
      COSMOS_DATABASE: database.name
      BOT_APP_ID: botId
      BOT_TENANT_ID: botTenantId
      TAB_APP_ID_URI: 'api://${host}/botid-${botId}'
      TEAMS_APP_ID: teamsAppId
      ENTRA_AUTHORITY: environment().authentication.loginEndpoint
      ALLOWED_TENANTS: empty(allowedTenants) ? botTenantId : allowedTenants
      APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
      LOG_LEVEL: logLevel
      // Read by Azure's own libraries and by App Service, not by Ombord.
      AZURE_CLIENT_ID: identity.properties.clientId
      NODE_ENV: 'production'
      // Seconds from SIGTERM to the end. The service needs twenty to answer what is under way, and a little to send its metrics.
      WEBSITES_CONTAINER_STOP_TIME_LIMIT: '60'
      SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
      WEBSITE_RUN_FROM_PACKAGE: '1'
    },
    empty(botAppSecret)
      ? { BOT_MANAGED_IDENTITY_CLIENT_ID: identity.properties.clientId }
      : { BOT_APP_SECRET: botAppSecret },
    sources
  )
}

// ── The data ────────────────────────────────────────────────────────────────────────────────────────────────────────

resource cosmos 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: empty(cosmosAccountName) ? 'cosmos-${name}' : cosmosAccountName
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: false }]
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backupTier } }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: cosmos
  name: 'ombord'
  properties: { resource: { id: 'ombord' } }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2026-03-15' = {
  parent: database
  name: 'ombord'
  properties: {
    resource: {
      id: 'ombord'
      partitionKey: { paths: ['/tenantId'], kind: 'Hash', version: 2 }
      // On, without a default: a document lives for ever unless it says otherwise.
      defaultTtl: -1
      indexingPolicy: loadJsonContent('indexing-policy.json')
    }
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: autoscaleMaxThroughput } }
  }
}

resource dataRole 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: cosmos
  name: guid(cosmos.id, identity.id, dataContributor)
  properties: {
    principalId: identity.properties.principalId
    roleDefinitionId: '${cosmos.id}/sqlRoleDefinitions/${dataContributor}'
    scope: '${cosmos.id}/dbs/${database.name}'
  }
}

// ── The way into Teams ──────────────────────────────────────────────────────────────────────────────────────────────

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: 'bot-${name}'
  location: botLocation
  tags: tags
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Ombord'
    endpoint: 'https://${host}/api/messages'
    msaAppId: botId
    msaAppType: 'SingleTenant'
    msaAppTenantId: botTenantId
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: botLocation
    properties: {
      channelName: 'MsTeamsChannel'
      properties: { isEnabled: true }
    }
  }
}

// ── Private networking ──────────────────────────────────────────────────────────────────────────────────────────────

resource network 'Microsoft.Network/virtualNetworks@2026-03-01' = if (privateNetworking) {
  name: 'vnet-${name}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: ['10.83.0.0/24'] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: '10.83.0.0/26'
          defaultOutboundAccess: false
          delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]
        }
      }
      { name: 'data', properties: { addressPrefix: '10.83.0.64/26', defaultOutboundAccess: false } }
    ]
  }

  resource appSubnet 'subnets' existing = { name: 'app' }
  resource dataSubnet 'subnets' existing = { name: 'data' }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = if (privateNetworking) {
  name: 'privatelink.documents.azure.com'
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'vnet'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}

resource cosmosEndpoint 'Microsoft.Network/privateEndpoints@2026-03-01' = if (privateNetworking) {
  name: 'pe-cosmos-${name}'
  location: location
  tags: tags
  properties: {
    subnet: { id: network::dataSubnet.id }
    privateLinkServiceConnections: [
      { name: 'cosmos', properties: { privateLinkServiceId: cosmos.id, groupIds: ['Sql'] } }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: 'cosmos', properties: { privateDnsZoneId: zone.id } }]
    }
  }
}

// ── What is going on ────────────────────────────────────────────────────────────────────────────────────────────────

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${name}'
  location: location
  tags: tags
  properties: { sku: { name: 'PerGB2018' }, retentionInDays: logRetentionDays }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${name}'
  location: location
  tags: tags
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: workspace.id }
}

// Neither HTTP logs nor data-plane logs: they would hold addresses and document ids, and so say who did what.
// The only stable version, of 2016, knows neither dedicated tables nor what is asked for here; so this one, which everybody uses.
#disable-next-line use-recent-api-versions
resource appDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: app
  name: 'to-workspace'
  properties: {
    workspaceId: workspace.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
      { category: 'AppServiceAuditLogs', enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

#disable-next-line use-recent-api-versions
resource cosmosDiagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: cosmos
  name: 'to-workspace'
  properties: {
    workspaceId: workspace.id
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'ControlPlaneRequests', enabled: true }]
    metrics: [{ category: 'Requests', enabled: true }]
  }
}

module alerts 'alerts.bicep' = {
  params: {
    name: name
    location: location
    appId: app.id
    workspaceId: workspace.id
    alertEmail: alertEmail
    tags: tags
  }
}

// Written to env/.env.<environment> by the toolkit, under the same names.
output TAB_DOMAIN string = host
output AZURE_APP_SERVICE_RESOURCE_ID string = app.id
output MANAGED_IDENTITY_PRINCIPAL_ID string = identity.properties.principalId
