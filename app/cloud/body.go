package cloud

import (
	"context"
	"errors"
	"io"

	"latchkey/app/problem"
)

// body ends an answer at a number of bytes with a problem of its own, so that nobody
// takes a cut one for a whole one, and gives broken transfers a name.
type body struct {
	from io.ReadCloser
	left int64
	host string
	ctx  context.Context
	done context.CancelFunc
	err  error
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	// One byte more than is left tells a body that just fits from one that doesn't.
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.from.Read(p)
	if int64(n) > b.left {
		n = int(b.left)
		err = problem.New(problem.Network, "answer-too-large").With("host", b.host)
	} else if err != nil && err != io.EOF {
		err = b.broken(err)
	}
	b.left -= int64(n)
	b.err = err
	return n, err
}

func (b *body) broken(err error) error {
	if b.ctx.Err() != nil || errors.Is(err, context.DeadlineExceeded) {
		return failure(b.ctx, b.host, err)
	}
	return problem.New(problem.Network, "answer-broken-off").With("host", b.host).Because(err)
}

// Close implements io.Closer.
func (b *body) Close() error {
	defer b.done()
	return b.from.Close()
}
