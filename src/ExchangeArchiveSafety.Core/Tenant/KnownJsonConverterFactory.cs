using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety.Tenant;

/// <summary>Writes a fact as its bare value; one that is not known is left out by the serializer's default-value rule.</summary>
internal sealed class KnownJsonConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Known<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(KnownJsonConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class KnownJsonConverter<T> : JsonConverter<Known<T>>
    {
        // An explicit null is a fact: Exchange says that there is no policy, no date.
        public override bool HandleNull => true;

        public override Known<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // Null is an answer for a text, a date or a quota; for a flag, a number or a list it says nothing.
            if (reader.TokenType == JsonTokenType.Null && (default(T) is not null || (typeof(T) != typeof(string) && !typeof(T).IsValueType)))
            {
                return default;
            }

            return new(JsonSerializer.Deserialize<T>(ref reader, options)!);
        }

        public override void Write(Utf8JsonWriter writer, Known<T> value, JsonSerializerOptions options)
        {
            if (value.IsKnown)
            {
                JsonSerializer.Serialize(writer, value.Value, options);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
