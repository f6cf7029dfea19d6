import type { RequestListener } from "node:http";

/** The ARN that {@link knowsCaller} answers with. */
export const callerArn = "arn:aws:sts::111122223333:assumed-role/cart/eks-edge-cart-0";

/** Answers GetCallerIdentity as AWS STS does. */
export const knowsCaller: RequestListener = (_request, response) => {
  response
    .writeHead(200, { "content-type": "text/xml" })
    .end(
      `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>${callerArn}</Arn><UserId>AROA:eks-edge-cart-0</UserId><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`,
    );
};

/** Answers as AWS STS does where it takes no credentials. */
export function refusesCaller(code: string, message: string): RequestListener {
  return (_request, response) => {
    response
      .writeHead(403, { "content-type": "text/xml" })
      .end(
        `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
  };
}
