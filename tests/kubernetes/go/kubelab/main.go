// kubelab: one binary with the real kube-apiserver and the real etcd server.
//
//	kubelab etcd <etcd flags>
//	kubelab kube-apiserver <kube-apiserver flags>
//
// It ends when its standard input is closed. So it never outlives the test that started it, even if that test is killed.
package main

import (
	"fmt"
	"io"
	"os"
	_ "time/tzdata"

	"go.etcd.io/etcd/server/v3/etcdmain"
	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"

	_ "k8s.io/component-base/logs/json/register"
	_ "k8s.io/component-base/metrics/prometheus/clientgo"
	_ "k8s.io/component-base/metrics/prometheus/version"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: kubelab etcd|kube-apiserver [flags]")
		os.Exit(2)
	}
	go endWithInput()
	name := os.Args[1]
	os.Args = append([]string{name}, os.Args[2:]...)
	switch name {
	case "etcd":
		etcdmain.Main(os.Args)
	case "kube-apiserver":
		os.Exit(cli.Run(app.NewAPIServerCommand()))
	default:
		fmt.Fprintln(os.Stderr, "unknown component", name)
		os.Exit(2)
	}
}

func endWithInput() {
	io.Copy(io.Discard, os.Stdin)
	os.Exit(1)
}
