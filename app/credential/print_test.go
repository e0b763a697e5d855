package credential

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"latchkey/app/secret"
)

func TestNothingSecretIsPrinted(t *testing.T) {
	m := &maker{t: t}
	private := m.rsa()
	c := Credential{Kind: Secret, Value: secret.New("CANARY"), File: []byte("CANARY"), Passphrase: secret.New("CANARY")}
	key := Key{Private: private}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "credential", c, "key", key, "pointers", []any{&c, &key})
	for _, v := range []any{c, &c, key, &key, []Credential{c}, map[string]Key{"x": key}, struct{ C Credential }{c}} {
		data, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
			text := fmt.Sprintf(verb, v)
			if !strings.Contains(text, "***") {
				t.Errorf("%T prints as %.40q by %s", v, text, verb)
			}
			log.WriteString(text)
		}
		log.Write(data)
	}
	for _, canary := range []string{"CANARY", "434e415259", "434E415259", "[67 65 78 65 82 89]", "Q0FOQVJZ", private.D.String()} {
		if strings.Contains(log.String(), canary) {
			t.Errorf("%.20s was printed", canary)
		}
	}
}
