package phone

import "latchkey/app/practice/entra/directory"

// Phone is the simulated phone of all users: what it shows, and what people do with it.
type Phone struct{ *directory.Store }

func New(store *directory.Store) *Phone { return &Phone{store} }
