using System.Text.Json;

namespace ExchangeArchiveSafety.Files;

/// <summary>The properties of a JSON object, without those of the objects in it.</summary>
internal static class TopLevel
{
    /// <summary>Moves a reader to the value of a property.</summary>
    /// <param name="reader">The reader, at the begin or at the value of another property.</param>
    /// <param name="property">The property.</param>
    /// <param name="isNext">Whether it has to be the next one.</param>
    /// <returns>Whether it is there.</returns>
    public static bool Find(ref Utf8JsonReader reader, string property, bool isNext = false)
    {
        if (reader.TokenType == JsonTokenType.None && !(reader.Read() && reader.TokenType == JsonTokenType.StartObject))
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = reader.ValueTextEquals(property);
            if (!reader.Read())
            {
                return false;
            }

            if (isFound)
            {
                return true;
            }

            if (isNext || !reader.TrySkip())
            {
                return false;
            }
        }

        return false;
    }
}
