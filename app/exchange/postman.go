package exchange

import "encoding/json"

// postmanSchema names the format (Postman Collection Format v2.1.0).
const postmanSchema = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json"

type collection struct {
	Info     collectionInfo `json:"info"`
	Items    []item         `json:"item"`
	Variable []keyValue     `json:"variable"`
}

type collectionInfo struct {
	Name        string `json:"name"`
	Description string `json:"description"`
	Schema      string `json:"schema"`
}

type item struct {
	Name    string  `json:"name"`
	Request request `json:"request"`
}

type request struct {
	Method string     `json:"method"`
	Header []keyValue `json:"header"`
	Body   body       `json:"body"`
	URL    string     `json:"url"`
}

type body struct {
	Mode       string     `json:"mode"`
	URLEncoded []keyValue `json:"urlencoded"`
}

type keyValue struct {
	Key   string `json:"key"`
	Value string `json:"value"`
	Type  string `json:"type,omitempty"`
}

// Postman is a collection to import into Postman. Its variables for the secrets are
// empty: fill in their current values there, which Postman does not upload.
func (p Plan) Postman() []byte {
	c := collection{
		Info: collectionInfo{
			Name:        "Token for " + p.Resource,
			Description: "Open this address in a browser and sign in. Copy the code from the address where the browser ends into the variable \"code\":\n\n" + p.AuthorizeURL(),
			Schema:      postmanSchema,
		},
		Variable: []keyValue{},
	}
	post := request{
		Method: "POST", URL: p.TokenURL(), Header: []keyValue{{Key: "Content-Type", Value: contentType}},
		Body: body{Mode: "urlencoded"},
	}
	for _, f := range p.Form() {
		post.Body.URLEncoded = append(post.Body.URLEncoded, keyValue{Key: f.Name, Value: f.Value, Type: "text"})
		if f.Secret {
			c.Variable = append(c.Variable, keyValue{Key: f.Name, Type: "string"})
		}
	}
	c.Items = []item{{Name: "Exchange the code for tokens", Request: post}}
	text, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		panic("exchange: " + err.Error()) // it is made of strings
	}
	return append(text, '\n')
}
