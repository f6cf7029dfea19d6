// Answers each line of standard input, `get`, with the credentials of the AWS SDK for Go as a line of JSON.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/smithy-go"
)

type answer struct {
	AccessKeyID string   `json:"accessKeyId,omitempty"`
	Error       *failure `json:"error,omitempty"`
}

type failure struct {
	Type    string `json:"type"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message"`
}

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	answers := json.NewEncoder(os.Stdout)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if err := answers.Encode(getCredentials(ctx, cfg.Credentials)); err != nil {
			log.Fatal(err)
		}
	}
}

func getCredentials(ctx context.Context, provider aws.CredentialsProvider) answer {
	credentials, err := provider.Retrieve(ctx)
	if err != nil {
		return answer{Error: describe(err)}
	}
	return answer{AccessKeyID: credentials.AccessKeyID}
}

func describe(err error) *failure {
	var apiError smithy.APIError
	if errors.As(err, &apiError) {
		return &failure{Type: fmt.Sprintf("%T", apiError), Code: apiError.ErrorCode(), Message: err.Error()}
	}
	return &failure{Type: fmt.Sprintf("%T", err), Message: err.Error()}
}
