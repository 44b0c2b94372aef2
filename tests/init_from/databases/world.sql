-- The shape of MySQL's world database, moved to SQLite: CHAR keys, an enum as a CHECK list with values that are no identifiers.
CREATE TABLE country (Code CHAR(3) NOT NULL DEFAULT '', Name CHAR(52) NOT NULL DEFAULT '',
  Continent TEXT NOT NULL DEFAULT 'Asia' CHECK (Continent IN ('Asia','Europe','North America','Africa','Oceania','Antarctica','South America')),
  Region CHAR(26) NOT NULL DEFAULT '', SurfaceArea DECIMAL(10,2) NOT NULL DEFAULT '0.00', IndepYear SMALLINT DEFAULT NULL,
  Population INT NOT NULL DEFAULT '0', LifeExpectancy DECIMAL(3,1) DEFAULT NULL, Capital INT DEFAULT NULL, Code2 CHAR(2) NOT NULL DEFAULT '',
  PRIMARY KEY (Code));
CREATE TABLE city (ID INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, Name CHAR(35) NOT NULL DEFAULT '', CountryCode CHAR(3) NOT NULL DEFAULT '',
  District CHAR(20) NOT NULL DEFAULT '', Population INT NOT NULL DEFAULT '0', CONSTRAINT city_ibfk_1 FOREIGN KEY (CountryCode)
  REFERENCES country (Code));
CREATE INDEX CountryCode ON city (CountryCode);
CREATE TABLE countrylanguage (CountryCode CHAR(3) NOT NULL DEFAULT '', Language CHAR(30) NOT NULL DEFAULT '',
  IsOfficial TEXT NOT NULL DEFAULT 'F' CHECK (IsOfficial IN ('T','F')), Percentage DECIMAL(4,1) NOT NULL DEFAULT '0.0',
  PRIMARY KEY (CountryCode, Language), FOREIGN KEY (CountryCode) REFERENCES country (Code));
