#Requires -Modules Microsoft.Graph.Applications, Microsoft.Graph.Identity.SignIns
# Registers an application in Microsoft Entra ID with Microsoft Graph PowerShell. Made by Latchkey.
# Not tried against a real tenant.
# It can be run again: what is there already is named and stays as it is.
param(
    # An ApplicationID: go on with an application that is there.
    [string]$Use = ''{{if .AsksForSecret}},
    [switch]$WithSecret{{end}}
)
$ErrorActionPreference = 'Stop'

$name = {{ps .Name}}
$known = {{ps .Known}} # the profile's ApplicationID
$dataverse = {{ps .API}}

Connect-MgGraph -Environment {{ps .PowerShell}}{{if .Tenant}} -TenantId {{ps .Tenant}}{{end}} -NoWelcome -Scopes @('Application.ReadWrite.All', 'DelegatedPermissionGrant.ReadWrite.All'{{if .Roles}}, 'AppRoleAssignment.ReadWrite.All'{{end}})

$api = Get-MgServicePrincipal -Filter "appId eq '$dataverse'"
if (-not $api) {
    throw 'This tenant has no Dynamics 365 (AADSTS650052). Is it the right one? Nothing was changed.'
}
{{- range .Unknown}}
${{.Var}} = ($api.{{if eq .Type "Role"}}AppRoles{{else}}Oauth2PermissionScopes{{end}} | Where-Object Value -EQ {{ps .Name}}).Id
if (-not ${{.Var}}) {
    throw 'The API has no permission {{.Name}} of the type {{.Type}}. Nothing was changed.'
}
{{- end}}

$app = $null
if ($Use) {
    $app = Get-MgApplication -Filter ("appId eq '" + $Use.Replace("'", "''") + "'")
    if (-not $app) {
        throw "This tenant has no application $Use. Nothing was changed."
    }
} elseif ($known) {
    $app = Get-MgApplication -Filter "appId eq '$known'"
}
if ($app) {
    Write-Host "The application is there already: $($app.AppId)"
    Write-Host 'Its settings stay as they are. Let Latchkey check its manifest.'
} else {
    # Anybody in a company may be able to register an application under any name, and
    # consent is not given to somebody else's.
    $found = @(Get-MgApplication -All -Filter ("displayName eq '" + $name.Replace("'", "''") + "'"))
    if ($found.Count -gt 0) {
        $found | ForEach-Object { Write-Host $_.AppId }
        throw 'An application of this name is there already. Nothing was changed. If it is yours, run this again with -Use and its ApplicationID.'
    }
    $settings = @{
        DisplayName            = $name
        SignInAudience         = {{ps .Audience}}
        IsFallbackPublicClient = ${{.PublicClient}}
{{- if .IsPublic}}
        PublicClient           = @{ RedirectUris = {{psList .RedirectURIs}} }
{{- end}}
{{- if or (not .IsPublic) .IDTokens .AccessTokens}}
        Web                    = @{
{{- if not .IsPublic}}
            RedirectUris          = {{psList .RedirectURIs}}
{{- end}}
{{- if or .IDTokens .AccessTokens}}
            ImplicitGrantSettings = @{ EnableIdTokenIssuance = ${{.IDTokens}}; EnableAccessTokenIssuance = ${{.AccessTokens}} }
{{- end}}
        }
{{- end}}
        RequiredResourceAccess = @(@{
            ResourceAppId  = $dataverse
            ResourceAccess = @({{range $i, $p := .All}}{{if $i}}, {{end}}@{ Id = {{if $p.ID}}{{ps $p.ID}}{{else}}${{$p.Var}}{{end}}; Type = {{ps $p.Type}} }{{end}})
        })
    }
    $app = New-MgApplication -BodyParameter $settings
    Write-Host "Registered: $($app.AppId)"
}

$principal = Get-MgServicePrincipal -Filter "appId eq '$($app.AppId)'"
if (-not $principal) {
    $principal = New-MgServicePrincipal -AppId $app.AppId
    Write-Host 'Added to the enterprise applications.'
}
{{- if .Scopes}}

# Consent for everybody to the delegated permissions.
$grant = Get-MgOauth2PermissionGrant -All -Filter "clientId eq '$($principal.Id)'" |
    Where-Object { $_.ResourceId -eq $api.Id -and $_.ConsentType -eq 'AllPrincipals' }
if (-not $grant) {
    $null = New-MgOauth2PermissionGrant -ClientId $principal.Id -ConsentType 'AllPrincipals' -ResourceId $api.Id -Scope '{{range $i, $s := .Scopes}}{{if $i}} {{end}}{{$s}}{{end}}'
    Write-Host 'Consent was granted for everybody.'
} else {
    $scopes = @(($grant.Scope -split ' ') + {{psList .Scopes}} | Where-Object { $_ } | Select-Object -Unique)
    Update-MgOauth2PermissionGrant -OAuth2PermissionGrantId $grant.Id -Scope ($scopes -join ' ')
    Write-Host 'Consent for everybody is there.'
}
{{- end}}
{{- if .Roles}}

# Consent to the application permissions.
foreach ($role in @({{range $i, $p := .Roles}}{{if $i}}, {{end}}${{$p.Var}}{{end}})) {
    $there = Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All |
        Where-Object { $_.ResourceId -eq $api.Id -and $_.AppRoleId -eq $role }
    if (-not $there) {
        $null = New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -PrincipalId $principal.Id -ResourceId $api.Id -AppRoleId $role
        Write-Host "Consent was granted to the application permission $role."
    }
}
{{- end}}
{{- if .Secret}}

# The client secret. Its value can be read this once.
{{if .AsksForSecret -}}
if (-not $WithSecret) {
    Write-Host 'No client secret was made. For one, run this again with -WithSecret.'
} else{{end -}}
if ($app.PasswordCredentials) {
    Write-Host 'The application has a client secret already. Its value can be read by nobody; make another in the portal if it is lost.'
} else {
    $secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{
        DisplayName = {{ps .Secret.Description}}
        EndDateTime = (Get-Date).ToUniversalTime().AddMonths({{.Secret.Months}})
    }
    Write-Host "Client secret, shown this once (good until $($secret.EndDateTime)): $($secret.SecretText)"
}
{{- end}}

Write-Host "ApplicationID: $($app.AppId)"
Write-Host "Tenant ID: $((Get-MgContext).TenantId)"
