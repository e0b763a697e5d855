// The program signs in with azidentity, the Azure SDK's library for Go, as the programs beside
// it do with theirs (see programs/program.mjs for what is said on standard input and output).
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

type tenant struct {
	Host, TenantID, Organization, Public, Web, Secret string
	Person                                            struct{ UserName, Password string }
}

func main() {
	result, err := run(context.Background())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	say("result", result)
}

func say(what string, value any) { _ = json.NewEncoder(os.Stdout).Encode(map[string]any{what: value}) }

func run(ctx context.Context) (map[string]any, error) {
	var t tenant
	if err := json.NewDecoder(os.Stdin).Decode(&t); err != nil {
		return nil, err
	}
	options := azcore.ClientOptions{Cloud: cloud.Configuration{ActiveDirectoryAuthorityHost: t.Host}}
	secret, err := azidentity.NewClientSecretCredential(t.TenantID, t.Web, t.Secret,
		&azidentity.ClientSecretCredentialOptions{ClientOptions: options, DisableInstanceDiscovery: true})
	if err != nil {
		return nil, err
	}
	device, err := azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
		ClientOptions: options, DisableInstanceDiscovery: true, TenantID: t.TenantID, ClientID: t.Public,
		UserPrompt: func(_ context.Context, m azidentity.DeviceCodeMessage) error {
			say("open", m.VerificationURL+"#"+m.UserCode)
			return nil
		},
	})
	if err != nil {
		return nil, err
	}
	scopes := []string{t.Organization + "/.default"}
	result := map[string]any{}
	for name, credential := range map[string]azcore.TokenCredential{"secret": secret, "device": device} {
		token, err := credential.GetToken(ctx, policy.TokenRequestOptions{Scopes: scopes})
		if err != nil {
			return nil, err
		}
		if result[name], err = whoAmI(ctx, t.Organization, token.Token); err != nil {
			return nil, err
		}
	}
	long, err := device.GetToken(ctx, policy.TokenRequestOptions{Scopes: scopes, EnableCAE: true})
	if err != nil {
		return nil, err
	}
	result["longTokens"] = time.Until(long.ExpiresOn) > 20*time.Hour
	return result, nil
}

func whoAmI(ctx context.Context, organization, token string) (int, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, organization+"/api/data/v9.2/WhoAmI", nil)
	if err != nil {
		return 0, err
	}
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("WhoAmI: %s %s %w", answer.Status, text, err)
	}
	return answer.StatusCode, nil
}
