import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;

/**
 * Logs in once and runs each statement. Arguments: URL, user, password, statements. Writes a line of JSON for each:
 * column names, the driver's names of their types, and rows of texts.
 */
public class AskAll {
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection(arguments[0], arguments[1], arguments[2])) {
      for (int i = 3; i < arguments.length; i++) {
        String sql = arguments[i];
        if (sql.contains("?")) {
          try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            prepared.setString(1, "DOING");
            print(prepared.executeQuery());
          }
        } else {
          try (Statement statement = connection.createStatement()) {
            print(statement.executeQuery(sql));
          }
        }
      }
    }
  }

  private static void print(ResultSet result) throws SQLException {
    ResultSetMetaData columns = result.getMetaData();
    List<String> names = new ArrayList<>();
    List<String> types = new ArrayList<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(quoted(columns.getColumnName(i)));
      types.add(quoted(columns.getColumnTypeName(i)));
    }
    List<String> rows = new ArrayList<>();
    while (result.next()) {
      List<String> values = new ArrayList<>();
      for (int i = 1; i <= names.size(); i++) values.add(quoted(textOf(result, columns.getColumnTypeName(i), i)));
      rows.add("[" + String.join(",", values) + "]");
    }
    System.out.println(
        "{\"columns\":[" + String.join(",", names) + "],\"types\":[" + String.join(",", types) + "],\"rows\":["
            + String.join(",", rows) + "]}");
  }

  /** A time of any type in one form, as the driver decodes it. */
  private static String textOf(ResultSet result, String type, int column) throws SQLException {
    if (!type.startsWith("TIMESTAMP")) return result.getString(column);
    Timestamp time = result.getTimestamp(column);
    return time == null ? null : time.toLocalDateTime().toString();
  }

  private static String quoted(String text) {
    if (text == null) return "null";
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < 0x20) out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    return out.append('"').toString();
  }
}
