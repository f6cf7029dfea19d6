// Calls AssumeRoleForPodIdentity as the EKS Pod Identity Agent does: with its headers, and the signer of the AWS SDK for
// Go. Prints the access key ID, or the error's code.
package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

func main() {
	body, err := json.Marshal(map[string]string{"token": os.Getenv("TOKEN")})
	check(err)
	url := os.Getenv("AWS_ENDPOINT_URL_EKS_AUTH") + "/clusters/" + os.Getenv("CLUSTER") + "/assume-role-for-pod-identity"
	request, err := http.NewRequest(http.MethodPost, url, bytes.NewReader(body))
	check(err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Amz-Sdk-Invocation-Id", "6a2e4f0c-9a3b-4b5c-8d7e-1f2a3b4c5d6e")
	request.Header.Set("Amz-Sdk-Request", "attempt=1; max=3")

	credentials := aws.Credentials{
		AccessKeyID:     os.Getenv("AWS_ACCESS_KEY_ID"),
		SecretAccessKey: os.Getenv("AWS_SECRET_ACCESS_KEY"),
		SessionToken:    os.Getenv("AWS_SESSION_TOKEN"),
	}
	hash := sha256.Sum256(body)
	err = v4.NewSigner().SignHTTP(context.Background(), credentials, request, hex.EncodeToString(hash[:]), "eks-auth",
		os.Getenv("AWS_REGION"), time.Now())
	check(err)

	response, err := http.DefaultClient.Do(request)
	check(err)
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		fmt.Println(response.Header.Get("x-amzn-ErrorType"))
		return
	}
	var output struct {
		Credentials struct{ AccessKeyID string }
	}
	check(json.NewDecoder(response.Body).Decode(&output))
	fmt.Println(output.Credentials.AccessKeyID)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
