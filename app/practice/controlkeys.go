package practice

import "net/http"

// keyRoutes are about the keys that tokens are signed with.
func (a controlAPI) keyRoutes(on routes) {
	on("GET /keys", func(*http.Request) (any, error) { return a.engine.SigningKeys() })
	on("POST /keys/rotate", a.rotateKeys)
}

func (a controlAPI) rotateKeys(*http.Request) (any, error) {
	if err := a.engine.RotateKeys(); err != nil {
		return nil, storageProblem(err)
	}
	return a.engine.SigningKeys()
}
