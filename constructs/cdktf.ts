/**
 * Everything that the constructs take of CDKTF. It stands in one file so that the build can write the
 * same constructs for CDK Terrain (`cdktn`), which continues CDKTF under other package names.
 */
export { DatadogProvider } from "@cdktf/provider-datadog/lib/provider";
export {
  Annotations,
  App,
  LocalBackend,
  TerraformBackend,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  type TerraformMetaArguments,
  type TerraformResourceLifecycle,
} from "cdktf";
