using System.Text.Json;
using Xunit;

namespace ExchangeArchiveSafety.Core.Tests.Reports;

/// <summary>As much of JSON Schema as the published one uses; a word that it does not know fails.</summary>
internal static class Schema
{
    private static readonly HashSet<string> Known =
        ["$schema", "$defs", "$ref", "title", "description", "type", "required", "properties", "additionalProperties", "items", "const", "format", "minimum"];

    public static void Check(JsonElement root, JsonElement schema, JsonElement value, string at)
    {
        Assert.Superset(schema.EnumerateObject().Select(word => word.Name).ToHashSet(), Known);
        if (schema.TryGetProperty("$ref", out var reference))
        {
            Check(root, root.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]), value, at);
            return;
        }

        if (schema.TryGetProperty("const", out var constant))
        {
            Assert.True(JsonElement.DeepEquals(constant, value), at);
        }

        if (schema.TryGetProperty("type", out var type))
        {
            Assert.True((type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().ToArray() : [type]).Any(name => Is(value, name.GetString()!)), at + ": " + value.ValueKind);
        }

        if (schema.TryGetProperty("minimum", out var minimum) && value.ValueKind == JsonValueKind.Number)
        {
            Assert.True(value.GetInt64() >= minimum.GetInt64(), at);
        }

        if (schema.TryGetProperty("format", out _) && value.ValueKind == JsonValueKind.String)
        {
            Assert.Equal(DateTimeKind.Utc, value.GetDateTime().Kind);
        }

        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            Assert.All(value.EnumerateArray(), (item, number) => Check(root, items, item, at + "/" + number));
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("required", out var required))
        {
            Assert.All(required.EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), at + " has no " + name));
        }

        foreach (var property in value.EnumerateObject())
        {
            var isNamed = schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(property.Name, out properties);
            if (isNamed || schema.TryGetProperty("additionalProperties", out properties))
            {
                Check(root, properties, property.Value, at + "/" + property.Name);
            }
            else
            {
                Assert.Fail(at + " has " + property.Name);
            }
        }
    }

    private static bool Is(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => false,
    };
}
