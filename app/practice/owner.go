package practice

import (
	"context"
	"crypto/rand"
	"net/http"
	"os"
	"sync"

	"latchkey/app/home"
	"latchkey/app/practice/entra"
)

// lockName is the file whose lock makes a process the owner: practice.lock.
const lockName = "practice"

// owner runs the engine for every process of this machine's user.
type owner struct {
	engine   *entra.Server
	control  http.Handler
	counters *counters
	faults   *faults
	answers  *answerer
	store    *store
	dir      *home.Dir
	unlock   func()
	note     doorNote
	server   *server // nil without doors

	closing context.Context
	cancel  context.CancelFunc
	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

// own starts the engine; the caller holds practice.lock and hands it over. On an
// error the lock is the caller's again.
func own(ctx context.Context, o Options, dir *home.Dir, unlock func()) (*owner, error) {
	// A note that a killed owner left would lead others to a stranger's port.
	if err := dir.Remove(doorFile); err != nil {
		return nil, storageProblem(err)
	}
	keys, err := openKeys(dir, o.Rand)
	if err != nil {
		return nil, err
	}
	s, err := openStore(o.Dir, dir, o.Now, o.Log)
	if err != nil {
		return nil, err
	}
	me := &owner{store: s, dir: dir, unlock: unlock}
	me.closing, me.cancel = context.WithCancel(context.Background())
	if err := me.start(ctx, o, keys); err != nil {
		me.cancel()
		_ = s.close()
		return nil, err
	}
	return me, nil
}

func (o *owner) start(ctx context.Context, options Options, k keys) (err error) {
	o.engine, err = entra.New(entra.Options{
		Seed:       k.seed,
		SigningKey: k.signing,
		Now:        options.Now,
		Rand:       options.Rand,
		Restore:    o.store.records(),
		Journal:    o.store.append,
		Log:        options.Log,
	})
	if err != nil {
		return err
	}
	o.counters = restoreCounters(o.store)
	o.faults = restoreFaults(o.store)
	o.answers = restoreAnswers(o.engine, o.store)
	o.answers.look()
	o.control = newControlAPI(o)
	if options.NoDoors {
		return nil
	}
	return o.openDoor(ctx, options)
}

// openDoor listens for the other processes and says where.
func (o *owner) openDoor(ctx context.Context, options Options) error {
	listeners, err := listen(ctx, anyPort)
	if err != nil {
		return err
	}
	o.note = doorNote{
		Schema:  doorSchema,
		Address: listeners[0].Addr().String(),
		Bearer:  rand.Text(),
		Process: os.Getpid(),
	}
	handler := named(portOf(listeners[0]), http.HandlerFunc(o.serveDoor))
	o.server = serve(listeners, &http.Server{Handler: handler}, options.Log)
	if err := writeDoor(o.dir, o.note); err != nil {
		o.server.close()
		return storageProblem(err)
	}
	return nil
}

// exchange runs a call on the engine. After the closing has begun it answers
// errGone: nothing was done, the next owner can be asked.
func (o *owner) exchange(ctx context.Context, c call) (*reply, error) {
	if !o.enter() {
		return nil, errGone
	}
	defer o.running.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if c.harmless() {
		// Long polls must not hold up the closing.
		defer context.AfterFunc(o.closing, cancel)()
	}
	p, err := o.respond(ctx, c)
	if c.harmless() && o.closing.Err() != nil {
		return nil, errGone
	}
	if err == nil {
		o.counters.count(c, p)
	}
	return p, err
}

// respond has the tenant answer a call, or a fault.
func (o *owner) respond(ctx context.Context, c call) (p *reply, err error) {
	trouble, troubled := o.faults.next(c)
	request := c.incoming().WithContext(c.route.context(ctx))
	if troubled && trouble.Answers() {
		p = o.answered(trouble, request)
	} else if p, err = run(o.handler(c.route), request); err != nil {
		return nil, err
	}
	if troubled {
		p.suffer(trouble)
	}
	if c.route.Channel == pages || c.route.Channel == identity {
		o.answers.look()
	}
	return p, nil
}

// forget begins again with what is kept beside the engine, whose own reset has emptied
// the store.
func (o *owner) forget() {
	o.counters.reset()
	o.faults.reset()
	o.answers.reset()
}

// enter counts a call in, unless the owner is closing.
func (o *owner) enter() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return false
	}
	o.running.Add(1)
	return true
}

// handler picks the part of the tenant that a route names.
func (o *owner) handler(to route) http.Handler {
	switch to.Channel {
	case pages, identity, discovery:
		return o.engine
	case organization:
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			o.engine.ServeOrganization(w, r, to.Organization)
		})
	case control:
		return o.control
	}
	return http.NotFoundHandler()
}

// close ends the ownership: running calls end, then the door, the files, the lock.
func (o *owner) close() error {
	o.mu.Lock()
	if o.closed {
		o.mu.Unlock()
		return nil
	}
	o.closed = true
	o.mu.Unlock()
	o.cancel()
	o.running.Wait()
	o.server.close()
	_ = o.dir.Remove(doorFile)
	err := o.store.close()
	o.unlock()
	return err
}
