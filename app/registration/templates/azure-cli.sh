#!/bin/sh
# Registers an application in Microsoft Entra ID with the Azure CLI. Made by Latchkey.
# Not tried against a real tenant.
# It can be run again: what is there already is named and stays as it is.
set -eu

graph={{sh .Graph}}
cloud={{sh .AzureCLI}}
dataverse={{sh .API}}
known={{sh .Known}} # the profile's ApplicationID
use=

say() { printf '%s\n' "$*"; }

# get PATH QUERY reads from Microsoft Graph. It is az rest and not az ad app, which puts a
# name into a search as it stands and stumbles over quotes in it. az can end its lines as
# Windows does.
get() {
	answer=$(az rest --method get --resource "$graph/" --url "$graph/v1.0/$1" --query "$2" --output tsv) || exit 1
	printf '%s' "$answer" | tr -d '\r'
}

# send METHOD PATH BODY QUERY writes to Microsoft Graph. The body goes through standard
# input: in an argument, az would take what begins with @ for the name of a file.
send() {
	answer=$(printf '%s' "$3" | az rest --method "$1" --resource "$graph/" --url "$graph/v1.0/$2" --body @- --query "$4" --output tsv) || exit 1
	printf '%s' "$answer" | tr -d '\r'
}
{{- if .AsksForSecret}}

with_secret=no
{{- end}}
while [ $# -gt 0 ]; do
	case $1 in
	--use) # APPLICATION-ID: go on with an application that is there
		use=${2:?an ApplicationID}
		shift
		;;
{{- if .AsksForSecret}}
	--with-secret) with_secret=yes ;;
{{- end}}
	*)
		say "Unknown: $1"
		exit 2
		;;
	esac
	shift
done

if ! command -v az >/dev/null; then
	say 'The Azure CLI is not here. Install it, or use the Azure Cloud Shell.'
	exit 1
fi
if [ "$(az cloud show --query name --output tsv | tr -d '\r')" != "$cloud" ]; then
	az cloud set --name "$cloud"
	say "The Azure CLI was switched to the cloud $cloud."
fi
if ! tenant=$(az account show --query tenantId --output tsv); then
	say 'Sign in first: az login --allow-no-subscriptions'
	exit 1
fi
tenant=$(printf '%s' "$tenant" | tr -d '\r')
{{- if .Tenant}}
if [ "$tenant" != {{sh .Tenant}} ]; then
	say {{sh (print "The Azure CLI is signed in to another tenant. Sign in with: az login --allow-no-subscriptions --tenant " .Tenant)}}
	exit 1
fi
{{- end}}

api=$(get "servicePrincipals?\$filter=appId%20eq%20%27$dataverse%27" 'value[].id')
if [ -z "$api" ]; then
	say 'This tenant has no Dynamics 365 (AADSTS650052). Is it the right one? Nothing was changed.'
	exit 1
fi
{{- range .Unknown}}
{{.Var}}=$(get "servicePrincipals/$api" "{{.List}}[?value=='{{.Name}}'].id")
case ${{.Var}} in
'' | *[!0-9A-Fa-f-]*)
	say 'The API has no permission {{.Name}} of the type {{.Type}}. Nothing was changed.'
	exit 1
	;;
esac
{{- end}}

app=
if [ -n "$use$known" ]; then
	app=$(get "applications?\$filter=appId%20eq%20%27${use:-$known}%27" 'value[].appId')
	if [ -z "$app" ] && [ -n "$use" ]; then
		say "This tenant has no application $use. Nothing was changed."
		exit 1
	fi
fi
if [ -n "$app" ]; then
	say "The application is there already: $app"
	say 'Its settings stay as they are. Let Latchkey check its manifest.'
else
	# Anybody in a company may be able to register an application under any name, and
	# consent is not given to somebody else's.
	found=$(get "applications?\$filter={{.Filter}}" 'value[].appId')
	if [ -n "$found" ]; then
		say 'An application of this name is there already. Nothing was changed. ApplicationID:'
		say "$found"
		say 'If it is yours, run this again with --use and that ApplicationID.'
		exit 1
	fi
	# In single quotes nothing means anything, whatever the values are.
	# shellcheck disable=SC2016
	body={{.Body}}
	app=$(send post applications "$body" appId)
	say "Registered: $app"
fi

principal=$(get "servicePrincipals?\$filter=appId%20eq%20%27$app%27" 'value[].id')
if [ -z "$principal" ]; then
	principal=$(send post servicePrincipals "{\"appId\":\"$app\"}" id)
	say 'Added to the enterprise applications.'
fi
{{- if .Scopes}}

# Consent for everybody to the delegated permissions.
grants="oauth2PermissionGrants?\$filter=clientId%20eq%20%27$principal%27"
ours="value[?resourceId=='$api' && consentType=='AllPrincipals']"
grant=$(get "$grants" "$ours.id")
if [ -z "$grant" ]; then
	send post oauth2PermissionGrants "{\"clientId\":\"$principal\",\"consentType\":\"AllPrincipals\",\"resourceId\":\"$api\",\"scope\":\"{{range $i, $s := .Scopes}}{{if $i}} {{end}}{{$s}}{{end}}\"}" id >/dev/null
	say 'Consent was granted for everybody.'
else
	scopes=$(get "$grants" "$ours.scope")
	wanted=$scopes
{{- range .Scopes}}
	case " $wanted " in
	*' {{.}} '*) ;;
	*) wanted="$wanted {{.}}" ;;
	esac
{{- end}}
	if [ "$wanted" = "$scopes" ]; then
		say 'Consent for everybody is there already.'
	else
		send patch "oauth2PermissionGrants/$grant" "{\"scope\":\"$wanted\"}" id >/dev/null
		say 'Consent was widened for everybody.'
	fi
fi
{{- end}}
{{- if .Roles}}

# Consent to the application permissions.
assignments="servicePrincipals/$principal/appRoleAssignments"
assign() {
	if [ -z "$(get "$assignments" "value[?resourceId=='$api' && appRoleId=='$1'].id")" ]; then
		send post "$assignments" "{\"principalId\":\"$principal\",\"resourceId\":\"$api\",\"appRoleId\":\"$1\"}" id >/dev/null
		say "Consent was granted to the application permission $1."
	fi
}
{{- range .Roles}}
assign "${{.Var}}"
{{- end}}
{{- end}}
{{- if .Secret}}

# The client secret. Its value can be read this once.
# shellcheck disable=SC2016
description={{sh (secretBody .)}}
{{if .AsksForSecret -}}
if [ "$with_secret" = no ]; then
	say 'No client secret was made. For one, run this again with --with-secret.'
elif{{else}}if{{end}} [ -n "$(get "applications?\$filter=appId%20eq%20%27$app%27" 'value[].passwordCredentials[].keyId')" ]; then
	say 'The application has a client secret already. Its value can be read by nobody; make another in the portal if it is lost.'
else
	ends=$(date -u -d '+{{.Secret.Months}} months' '+%Y-%m-%dT%H:%M:%SZ' 2>/dev/null || date -u -v '+{{.Secret.Months}}m' '+%Y-%m-%dT%H:%M:%SZ')
	secret=$(send post "applications(appId='$app')/addPassword" "{\"passwordCredential\":{\"displayName\":$description,\"endDateTime\":\"$ends\"}}" secretText)
	say "Client secret, shown this once (good until $ends): $secret"
fi
{{- end}}

say "ApplicationID: $app"
say "Tenant ID: $tenant"
