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

// lockName is the file whose lock makes a process the leader: practice.lock.
const lockName = "practice"

// leader runs the engine for every process of this machine's user.
type leader struct {
	engine       *entra.Server
	control      http.Handler
	counters     *counters
	faults       *faults
	answers      *answerer
	store        *store
	dir          *home.Dir
	unlock       func()
	announcement announcement
	server       *server // nil without listeners

	closing context.Context
	cancel  context.CancelFunc
	mu      sync.Mutex
	closed  bool
	running sync.WaitGroup
}

// lead starts the engine; the caller holds practice.lock and hands it over. On an
// error the lock is the caller's again.
func lead(ctx context.Context, o Options, dir *home.Dir, unlock func()) (*leader, error) {
	// A note that a killed leader left would lead others to a stranger's port.
	if err := dir.Remove(announcementFile); err != nil {
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
	me := &leader{store: s, dir: dir, unlock: unlock}
	me.closing, me.cancel = context.WithCancel(context.Background())
	if err := me.start(ctx, o, keys); err != nil {
		me.cancel()
		_ = s.close()
		return nil, err
	}
	return me, nil
}

func (l *leader) start(ctx context.Context, options Options, k keys) (err error) {
	l.engine, err = entra.New(entra.Options{
		Seed:        k.seed,
		SigningKeys: k.signing,
		SaveKeys:    saveSigning(l.dir),
		Now:         options.Now,
		Rand:        options.Rand,
		Restore:     l.store.records(),
		Journal:     l.store.append,
		Log:         options.Log,
	})
	if err != nil {
		return err
	}
	l.counters = restoreCounters(l.store)
	l.faults = restoreFaults(l.store)
	l.answers = restoreAnswers(l.engine, l.store)
	l.answers.look()
	l.control = newControlAPI(l)
	if options.NoListeners {
		return nil
	}
	return l.listen(ctx, options)
}

// listen listens for the other processes and says where.
func (l *leader) listen(ctx context.Context, options Options) error {
	listeners, err := listen(ctx, anyPort)
	if err != nil {
		return err
	}
	l.announcement = announcement{
		Schema:  announcementSchema,
		Address: listeners[0].Addr().String(),
		Bearer:  rand.Text(),
		Process: os.Getpid(),
	}
	handler := named(portOf(listeners[0]), http.HandlerFunc(l.serveFollowers))
	l.server = serve(listeners, &http.Server{Handler: handler}, options.Log)
	if err := writeAnnouncement(l.dir, l.announcement); err != nil {
		l.server.close()
		return storageProblem(err)
	}
	return nil
}

// do runs a call on the engine. After the closing has begun it answers
// errGone: nothing was done, the next leader can be asked.
func (l *leader) do(ctx context.Context, c call) (*reply, error) {
	if !l.enter() {
		return nil, errGone
	}
	defer l.running.Done()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if c.isSafe() {
		// Long polls must not hold up the closing.
		defer context.AfterFunc(l.closing, cancel)()
	}
	p, err := l.respond(ctx, c)
	if c.isSafe() && l.closing.Err() != nil {
		return nil, errGone
	}
	if err == nil {
		l.counters.count(c, p)
	}
	return p, err
}

// respond has the tenant answer a call, or a fault.
func (l *leader) respond(ctx context.Context, c call) (p *reply, err error) {
	injected, faulty := l.faults.next(c)
	request := c.incoming().WithContext(c.route.context(ctx))
	if faulty && injected.Answers() {
		p = l.answered(injected, c.route, request)
	} else if p, err = run(l.handler(c.route), request); err != nil {
		return nil, err
	}
	if faulty {
		p.applyFault(injected)
	}
	if c.route.Channel == pages || c.route.Channel == identity {
		l.answers.look()
	}
	return p, nil
}

// forget begins again with what is kept beside the engine, whose own reset has emptied
// the store.
func (l *leader) forget() {
	l.counters.reset()
	l.faults.reset()
	l.answers.reset()
}

// enter counts a call in, unless the leader is closing.
func (l *leader) enter() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return false
	}
	l.running.Add(1)
	return true
}

// handler picks the part of the tenant that a route names.
func (l *leader) handler(to route) http.Handler {
	switch to.Channel {
	case pages, identity, discovery:
		return l.engine
	case organization:
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			l.engine.ServeOrganization(w, r, to.Organization)
		})
	case control:
		return l.control
	}
	return http.NotFoundHandler()
}

// close ends the leadership: running calls end, then the listener, the files, the lock.
func (l *leader) close() error {
	l.mu.Lock()
	if l.closed {
		l.mu.Unlock()
		return nil
	}
	l.closed = true
	l.mu.Unlock()
	l.cancel()
	l.running.Wait()
	l.server.close()
	_ = l.dir.Remove(announcementFile)
	err := l.store.close()
	l.unlock()
	return err
}
