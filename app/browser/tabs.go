package browser

import (
	"sync"
	"time"
)

// lingerTime is how long the server waits after its last tab has closed: a reload
// closes a tab too.
const lingerTime = 60 * time.Second

// tabs counts the open tabs, by their event streams, and ends the server when there
// have been none for a while.
type tabs struct {
	mu    sync.Mutex
	count int
	end   func()
	timer *time.Timer
}

func newTabs() *tabs { return &tabs{} }

// start begins to watch. The first tab has as long as a printed ticket lives.
func (t *tabs) start(end func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end = end
	if t.count == 0 {
		t.arm(printedLifetime + lingerTime)
	}
}

// stop ends the watch.
func (t *tabs) stop() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.end = nil
	t.disarm()
}

// open counts a tab; call the returned function once when it has closed.
func (t *tabs) open() (closed func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.count++
	t.disarm()
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.count--
		if t.count == 0 && t.end != nil {
			t.arm(lingerTime)
		}
	}
}

// arm starts the countdown. A tab may open while the timer fires, so the count is
// looked at again.
func (t *tabs) arm(wait time.Duration) {
	t.disarm()
	t.timer = time.AfterFunc(wait, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.count == 0 && t.end != nil {
			t.end()
		}
	})
}

func (t *tabs) disarm() {
	if t.timer != nil {
		t.timer.Stop()
	}
}
