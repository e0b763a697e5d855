package credential

import (
	"bytes"
	"errors"
)

// errBER is a file that is not even BER.
var errBER = errors.New("not BER")

// toDER rewrites BER (X.690 section 8), with lengths left open and strings in pieces,
// as the DER that encoding/asn1 reads. Older Java libraries write PKCS#12 like that.
// It goes no further than PKCS#12 needs: tags below 31, strings of octets.
func toDER(file []byte) ([]byte, error) {
	der, _, err := element(file, maxNesting, false)
	return der, err
}

// element rewrites the first element and returns the rest. A [0] with implicit true
// is the encryptedContent of RFC 5652 section 6.1, a string without its own tag.
func element(data []byte, depth int, implicit bool) (der, rest []byte, err error) {
	if depth == 0 || len(data) < 2 || data[0]&0x1f == 0x1f {
		return nil, nil, errBER
	}
	tag := data[0]
	size, open, data, err := length(data[1:])
	switch {
	case err != nil:
		return nil, nil, err
	case open && tag&0x20 == 0:
		return nil, nil, errBER
	case tag&0x20 == 0:
		return wrap(tag, data[:size]), data[size:], nil
	case !open:
		rest, data = data[size:], data[:size]
	}
	children, after, err := elements(data, open, depth-1)
	if err != nil {
		return nil, nil, err
	}
	if open {
		rest = after
	}
	switch {
	case tag == 0x24:
		der, err = joined(0x04, children)
	case tag == 0xa0 && implicit:
		der, err = joined(0x80, children)
	default:
		der = wrap(tag, bytes.Join(children, nil))
	}
	return der, rest, err
}

// elements rewrites what a constructed element holds, up to its end.
func elements(data []byte, open bool, depth int) (all [][]byte, rest []byte, err error) {
	for len(data) > 0 {
		if open && bytes.HasPrefix(data, []byte{0, 0}) {
			return all, data[2:], nil
		}
		// Only EncryptedContentInfo has an OBJECT IDENTIFIER first and a [0] third.
		third := len(all) == 2 && all[0][0] == 0x06
		var one []byte
		if one, data, err = element(data, depth, third); err != nil {
			return nil, nil, err
		}
		all = append(all, one)
	}
	if open {
		return nil, nil, errBER
	}
	return all, nil, nil
}

// length reads a length; open is one that is left open.
func length(data []byte) (size int, open bool, rest []byte, err error) {
	first := data[0]
	data = data[1:]
	switch n := int(first & 0x7f); {
	case first == 0x80:
		return 0, true, data, nil
	case first < 0x80:
		size = n
	case n > 4 || n > len(data):
		return 0, false, nil, errBER
	default:
		for _, b := range data[:n] {
			size = size<<8 | int(b)
		}
		data = data[n:]
	}
	if size < 0 || size > len(data) {
		return 0, false, nil, errBER
	}
	return size, false, data, nil
}

// joined makes one string of its pieces.
func joined(tag byte, pieces [][]byte) ([]byte, error) {
	var whole []byte
	for _, piece := range pieces {
		if piece[0] != 0x04 {
			return nil, errBER
		}
		_, _, content, err := length(piece[1:])
		if err != nil {
			return nil, err
		}
		whole = append(whole, content...)
	}
	return wrap(tag, whole), nil
}

// wrap puts a tag and a length in front.
func wrap(tag byte, content []byte) []byte {
	head := []byte{tag}
	switch n := len(content); {
	case n < 0x80:
		head = append(head, byte(n))
	case n < 0x100:
		head = append(head, 0x81, byte(n))
	case n < 0x10000:
		head = append(head, 0x82, byte(n>>8), byte(n))
	default:
		head = append(head, 0x83, byte(n>>16), byte(n>>8), byte(n))
	}
	return append(head, content...)
}
