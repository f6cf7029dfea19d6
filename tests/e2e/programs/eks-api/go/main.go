// Calls the EKS API with the AWS SDK for Go, which Terraform uses: each line of standard input is a call, each line of
// standard output its result, in JSON.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"log"
	"os"
	"reflect"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/eks"
	"github.com/aws/smithy-go"
)

type request struct {
	Operation string          `json:"operation"`
	Input     json.RawMessage `json:"input"`
	Paginate  bool            `json:"paginate"`
}

func main() {
	ctx := context.Background()
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		log.Fatal(err)
	}
	client := eks.NewFromConfig(cfg)
	answers := json.NewEncoder(os.Stdout)
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		var next request
		if err := json.Unmarshal(lines.Bytes(), &next); err != nil {
			log.Fatal(err)
		}
		result, err := answer(ctx, client, next)
		if err != nil {
			log.Fatal(err)
		}
		if err := answers.Encode(result); err != nil {
			log.Fatal(err)
		}
	}
}

func answer(ctx context.Context, client *eks.Client, next request) (map[string]any, error) {
	if next.Paginate {
		var input eks.ListPodIdentityAssociationsInput
		if err := json.Unmarshal(next.Input, &input); err != nil {
			return nil, err
		}
		pages, err := paginate(ctx, client, &input)
		return result("pages", pages, err)
	}
	method := reflect.ValueOf(client).MethodByName(next.Operation)
	// Its parameters are the context, the input and the options.
	input := reflect.New(method.Type().In(1).Elem())
	if err := json.Unmarshal(next.Input, input.Interface()); err != nil {
		return nil, err
	}
	outputs := method.Call([]reflect.Value{reflect.ValueOf(ctx), input})
	err, _ := outputs[1].Interface().(error)
	return result("output", toJSON(outputs[0]), err)
}

func paginate(ctx context.Context, client *eks.Client, input *eks.ListPodIdentityAssociationsInput) ([]any, error) {
	pages := []any{}
	for paginator := eks.NewListPodIdentityAssociationsPaginator(client, input); paginator.HasMorePages(); {
		page, err := paginator.NextPage(ctx)
		if err != nil {
			return nil, err
		}
		pages = append(pages, toJSON(reflect.ValueOf(page)))
	}
	return pages, nil
}

func result(name string, value any, err error) (map[string]any, error) {
	if err == nil {
		return map[string]any{name: value}, nil
	}
	var apiError smithy.APIError
	var response *http.ResponseError
	if !errors.As(err, &apiError) || !errors.As(err, &response) {
		return nil, err
	}
	_, isGeneric := apiError.(*smithy.GenericAPIError)
	members := map[string]any{}
	if !isGeneric {
		members, _ = toJSON(reflect.ValueOf(apiError)).(map[string]any)
		delete(members, "message")
	}
	return map[string]any{"error": map[string]any{
		"code":      apiError.ErrorCode(),
		"status":    response.HTTPStatusCode(),
		"isModeled": !isGeneric,
		"message":   apiError.ErrorMessage(),
		"members":   members,
	}}, nil
}

// toJSON names members as the model does, leaves out those that are not set, and writes times in seconds.
func toJSON(value reflect.Value) any {
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return nil
		}
		if at, isTime := value.Interface().(*time.Time); isTime {
			return float64(at.UnixMilli()) / 1000
		}
		if element := value.Elem(); element.Kind() == reflect.Struct || element.Kind() == reflect.Pointer {
			return toJSON(element)
		}
		return value.Elem().Interface()
	case reflect.Struct:
		members := map[string]any{}
		for index := range value.NumField() {
			field := value.Type().Field(index)
			if !field.IsExported() || field.Name == "ResultMetadata" || field.Name == "ErrorCodeOverride" {
				continue
			}
			if member := toJSON(value.Field(index)); member != nil {
				members[strings.ToLower(field.Name[:1])+field.Name[1:]] = member
			}
		}
		return members
	case reflect.Slice:
		if value.IsNil() {
			return nil
		}
		items := []any{}
		for index := range value.Len() {
			items = append(items, toJSON(value.Index(index)))
		}
		return items
	case reflect.Map:
		if value.IsNil() {
			return nil
		}
		return value.Interface()
	default:
		if value.IsZero() {
			return nil
		}
		return value.Interface()
	}
}
