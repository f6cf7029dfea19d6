// probe: a static program for containers without a shell.
//
//	probe sleep        waits for SIGTERM
//	probe serve ADDR   answers HTTP requests with the host's name
//	probe get URL      prints the body of the response; fails unless the status is 200
//	probe cat FILE     prints a file
package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	if err := run(append(os.Args[1:], "", "")); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, syscall.SIGINT, syscall.SIGTERM)
	switch args[0] {
	case "sleep":
		<-stop
		return nil
	case "serve":
		failed := make(chan error, 1)
		go func() { failed <- http.ListenAndServe(args[1], http.HandlerFunc(answer)) }()
		select {
		case err := <-failed:
			return err
		case <-stop:
			return nil
		}
	case "get":
		return get(args[1])
	case "cat":
		content, err := os.ReadFile(args[1])
		os.Stdout.Write(content)
		return err
	default:
		return fmt.Errorf("usage: probe sleep | serve ADDR | get URL | cat FILE")
	}
}

func answer(response http.ResponseWriter, request *http.Request) {
	name, _ := os.Hostname()
	fmt.Fprintln(response, name)
}

func get(url string) error {
	client := &http.Client{Timeout: 5 * time.Second}
	response, err := client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if _, err := io.Copy(os.Stdout, response.Body); err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("%s", response.Status)
	}
	return nil
}
