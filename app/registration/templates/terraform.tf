# Registers an application in Microsoft Entra ID with Terraform. Made by Latchkey.
# Not tried against a real tenant.

terraform {
  required_providers {
    azuread = {
      source = "hashicorp/azuread"
    }
  }
}

provider "azuread" {
  environment = {{hcl .Terraform}}
{{- if .Tenant}}
  tenant_id   = {{hcl .Tenant}}
{{- end}}
}

data "azuread_service_principal" "api" {
  client_id = {{hcl .API}}
}

resource "azuread_application" "addon" {
  display_name                   = {{hcl .Name}}
  sign_in_audience               = {{hcl .Audience}}
  fallback_public_client_enabled = {{.PublicClient}}
  prevent_duplicate_names        = true
{{- if .IsPublic}}

  public_client {
    redirect_uris = {{hclList .RedirectURIs}}
  }
{{- end}}
{{- if or (not .IsPublic) .IDTokens .AccessTokens}}

  web {
{{- if not .IsPublic}}
    redirect_uris = {{hclList .RedirectURIs}}
{{- end}}
{{- if or .IDTokens .AccessTokens}}

    implicit_grant {
      id_token_issuance_enabled     = {{.IDTokens}}
      access_token_issuance_enabled = {{.AccessTokens}}
    }
{{- end}}
  }
{{- end}}

  required_resource_access {
    resource_app_id = {{hcl .API}}
{{- range .All}}

    resource_access {
      id   = {{if .ID}}{{hcl .ID}}{{else}}data.azuread_service_principal.api.{{if eq .Type "Role"}}app_role_ids{{else}}oauth2_permission_scope_ids{{end}}[{{hcl .Name}}]{{end}}
      type = {{hcl .Type}}
    }
{{- end}}
  }
}

resource "azuread_service_principal" "addon" {
  client_id = azuread_application.addon.client_id
}
{{- if .Scopes}}

# Consent for everybody to the delegated permissions.
resource "azuread_service_principal_delegated_permission_grant" "addon" {
  service_principal_object_id          = azuread_service_principal.addon.object_id
  resource_service_principal_object_id = data.azuread_service_principal.api.object_id
  claim_values                         = {{hclList .Scopes}}
}
{{- end}}
{{- range .Roles}}

# Consent to an application permission.
resource "azuread_app_role_assignment" {{hcl .Var}} {
  app_role_id         = data.azuread_service_principal.api.app_role_ids[{{hcl .Name}}]
  principal_object_id = azuread_service_principal.addon.object_id
  resource_object_id  = data.azuread_service_principal.api.object_id
}
{{- end}}

output "application_id" {
  value = azuread_application.addon.client_id
}
